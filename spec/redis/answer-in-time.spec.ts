import { expect, it, vi } from "vitest";
import { answerInTime } from "../../lib/redis/answer-in-time.js";
import { rejection } from "../support/abort-signals.js";

const never = new Promise<never>(() => undefined);
const { signal } = new AbortController();

it("An answer that comes in time is the answer, and leaves no timer behind", async () => {
  vi.useFakeTimers();
  try {
    expect(await answerInTime(Promise.resolve("answer"), 50, signal)).toBe("answer");
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it("An answer that does not come is an error that says how long it was waited for", async () => {
  expect((await rejection(answerInTime(never, 5, signal))).reason).toEqual(
    new Error("Redis has not answered within 5 ms"),
  );
});

it("An answer that nobody waits for any more is not waited for", async () => {
  const controller = new AbortController();
  const answer = rejection(answerInTime(never, 2 ** 31 - 1, controller.signal));
  controller.abort("left");
  expect((await answer).reason).toBe("left");
});
