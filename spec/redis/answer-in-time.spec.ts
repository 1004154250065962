import { expect, it, vi } from "vitest";
import { answerInTime } from "../../lib/redis/redis-clock.js";
import { rejection } from "../support/abort-signals.js";

const never = new Promise<never>(() => undefined);
const { signal } = new AbortController();

it("An answer in time is returned, and no timer is left", async () => {
  vi.useFakeTimers();
  try {
    expect(await answerInTime(Promise.resolve("answer"), 50, signal)).toBe("answer");
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it("A missing answer is an error that names the timeout", async () => {
  expect((await rejection(answerInTime(never, 5, signal))).reason).toEqual(
    new Error("Expected Redis to answer within 5 ms, got no answer. Check its connection"),
  );
});

it("An abort ends the wait for an answer", async () => {
  const controller = new AbortController();
  const answer = rejection(answerInTime(never, 2 ** 31 - 1, controller.signal));
  controller.abort("left");
  expect((await answer).reason).toBe("left");
});
