import { describe, expect, it } from "vitest";
import { LinkedSignal } from "../../lib/common/abort.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";

describe("A linked signal", () => {
  it.each(abortReasons)("aborts with the reason of the first aborted signal, %s", async (_name, reason) => {
    const [first, second] = [new AbortController(), new AbortController()];
    const linked = new LinkedSignal(first.signal, undefined, second.signal);
    await linked.during(() => {
      expect(linked.signal.aborted).toBe(false);
      second.abort(reason);
      first.abort("too late");
      return Promise.resolve();
    });
    expect(linked.signal.reason).toBe(reason);
  });

  it("is aborted from the start if one of the signals is", async () => {
    const linked = new LinkedSignal(new AbortController().signal, AbortSignal.abort("enough"));
    expect(await linked.during(() => Promise.resolve(linked.signal.reason as unknown))).toBe("enough");
  });

  it("never aborts without other signals", async () => {
    const linked = new LinkedSignal(undefined);
    expect(await linked.during(() => Promise.resolve(linked.signal.aborted))).toBe(false);
  });

  it("follows the signals only during the work, then has no listeners", async () => {
    const controllers = [new AbortController(), new AbortController()];
    const listeners = (): number[] => controllers.map(({ signal }) => listenersOn(signal));
    const linked = new LinkedSignal(...controllers.map(({ signal }) => signal));
    expect(listeners()).toEqual([0, 0]);
    expect(await linked.during(() => Promise.resolve(listeners()))).toEqual([1, 1]);
    expect(listeners()).toEqual([0, 0]);
    const failure = new Error("No");
    expect((await rejection(linked.during(() => Promise.reject(failure)))).reason).toBe(failure);
    expect(listeners()).toEqual([0, 0]);
    controllers[0]?.abort();
    expect(linked.signal.aborted).toBe(false);
  });
});
