import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { sleep } from "../../lib/common/abort.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";

describe("sleep", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
  });

  it("resolves after the delay, rounded up to milliseconds", async () => {
    const { signal } = new AbortController();
    let isOver = false;
    const sleeping = sleep(99.2, signal).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(99);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
    expect(listenersOn(signal)).toBe(0);
  });

  it("never ends when the delay is too long for a timer", async () => {
    let isOver = false;
    void sleep(Infinity, undefined).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(isOver).toBe(false);
    expect(vi.getTimerCount()).toBe(1);
  });

  it.each(abortReasons)("rejects at once with the reason of an abort, %s", async (_name, reason) => {
    const controller = new AbortController();
    const sleeping = rejection(sleep(1000, controller.signal));
    controller.abort(reason);
    expect((await sleeping).reason).toBe(reason);
    expect((await rejection(sleep(1000, controller.signal))).reason).toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    expect(listenersOn(controller.signal)).toBe(0);
  });
});
