import { describe, expect, it } from "vitest";
import { linkedSignal } from "../../lib/abort/linked-signal.js";
import { abortReasons, listenersOn } from "../support/abort-signals.js";

describe("linkedSignal", () => {
  it.each(abortReasons)("aborts with the reason of the first that aborts, %s", (_name, reason) => {
    const [first, second] = [new AbortController(), new AbortController()];
    const { signal } = linkedSignal(first.signal, undefined, second.signal);
    expect(signal.aborted).toBe(false);
    second.abort(reason);
    first.abort("too late");
    expect(signal.reason).toBe(reason);
  });

  it("has aborted from the start if one of them has", () => {
    const { signal } = linkedSignal(new AbortController().signal, AbortSignal.abort("enough"));
    expect(signal.reason).toBe("enough");
  });

  it("is the signal itself where there is but one, and needs no listener on it", () => {
    const { signal: only } = new AbortController();
    const { signal, release } = linkedSignal(undefined, only);
    expect(signal).toBe(only);
    expect(listenersOn(only)).toBe(0);
    release();
  });

  it("never aborts where there is none", () => {
    expect(linkedSignal(undefined).signal.aborted).toBe(false);
  });

  it("does not follow after its release, nor hold on to anything", () => {
    const controllers = [new AbortController(), new AbortController()];
    const { signal, release } = linkedSignal(...controllers.map((controller) => controller.signal));
    expect(controllers.map((controller) => listenersOn(controller.signal))).toEqual([1, 1]);
    release();
    expect(controllers.map((controller) => listenersOn(controller.signal))).toEqual([0, 0]);
    controllers[0]?.abort();
    expect(signal.aborted).toBe(false);
  });
});
