import { expect, it, vi } from "vitest";
import { answerInTime } from "../../lib/redis/redis-clock.js";
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

it("An answer that does not come is an error that names the timeout", async () => {
  expect((await rejection(answerInTime(never, 5, signal))).reason).toEqual(
    new Error("Expected Redis to answer within 5 ms, got no answer. Check its connection"),
  );
});

it("An answer is not waited for once the signal aborts", async () => {
  const controller = new AbortController();
  const answer = rejection(answerInTime(never, 2 ** 31 - 1, controller.signal));
  controller.abort("left");
  expect((await answer).reason).toBe("left");
});
