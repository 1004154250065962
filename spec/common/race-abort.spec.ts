import { describe, expect, it } from "vitest";
import { raceAbort } from "../../lib/common/abort.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { unhandledRejections } from "../support/process-events.js";
import { quiet } from "../support/waiting.js";

const never = new Promise<never>(() => undefined);

describe("raceAbort", () => {
  it("settles like the promise and leaves no listener", async () => {
    const { signal } = new AbortController();
    for (const watched of [signal, undefined]) {
      expect(await raceAbort(Promise.resolve(1), watched)).toBe(1);
      expect(listenersOn(signal)).toBe(0);
      expect(await rejection(raceAbort(Promise.reject(new Error("own")), watched))).toEqual({
        reason: new Error("own"),
      });
      expect(listenersOn(signal)).toBe(0);
    }
  });

  it("accepts a value that is not a promise, as from a mock", async () => {
    expect(await raceAbort(1, new AbortController().signal)).toBe(1);
    expect(await raceAbort(1, undefined)).toBe(1);
  });

  it.each(abortReasons)("rejects with the reason of the abort, %s", async (_name, reason) => {
    const controller = new AbortController();
    const race = raceAbort(never, controller.signal);
    controller.abort(reason);
    expect((await rejection(race)).reason).toBe(reason);
    expect((await rejection(raceAbort(Promise.resolve(1), controller.signal))).reason).toBe(reason);
    expect(listenersOn(controller.signal)).toBe(0);
  });

  it("handles a rejection of the promise after the abort", async () => {
    const { reasons, stop } = unhandledRejections();
    const controller = new AbortController();
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(reject, 1, new Error("late"));
    });
    const race = raceAbort(late, controller.signal);
    controller.abort("enough");
    await rejection(race);
    await quiet();
    stop();
    expect(reasons).toEqual([]);
  });
});
