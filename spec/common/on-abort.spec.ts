import { describe, expect, it, vi } from "vitest";
import { onAbort } from "../../lib/common/abort.js";
import { listenersOn } from "../support/abort-signals.js";

describe("onAbort", () => {
  it("calls back once at the abort, without a listener left", () => {
    const controller = new AbortController();
    const callback = vi.fn(() => {
      expect(listenersOn(controller.signal)).toBe(0);
    });
    onAbort(controller.signal, callback);
    expect(listenersOn(controller.signal)).toBe(1);
    controller.abort();
    controller.signal.dispatchEvent(new Event("abort"));
    expect(callback).toHaveBeenCalledTimes(1);
    expect(callback).toHaveReturned();
  });

  it("calls back at once if the signal is aborted already", () => {
    const callback = vi.fn();
    const signal = AbortSignal.abort();
    onAbort(signal, callback)();
    expect(callback).toHaveBeenCalledTimes(1);
    expect(listenersOn(signal)).toBe(0);
  });

  it("uses one listener for all callbacks until the last one stops", () => {
    const controller = new AbortController();
    const callbacks = Array.from({ length: 20 }, () => vi.fn());
    const stops = callbacks.map((callback) => onAbort(controller.signal, callback));
    expect(listenersOn(controller.signal)).toBe(1);
    for (const stop of stops.slice(1)) stop();
    expect(listenersOn(controller.signal)).toBe(1);
    stops[0]?.();
    expect(listenersOn(controller.signal)).toBe(0);
    controller.abort();
    expect(callbacks.filter((callback) => callback.mock.calls.length > 0)).toEqual([]);
  });

  it("does not call a callback that another one stopped", () => {
    const controller = new AbortController();
    const second = vi.fn();
    const stops: (() => void)[] = [];
    onAbort(controller.signal, () => {
      for (const stop of [...stops, ...stops]) stop();
    });
    stops.push(onAbort(controller.signal, second));
    controller.abort();
    expect(second).not.toHaveBeenCalled();
  });

  it("allows the only callback to stop during its call", () => {
    const controller = new AbortController();
    const callback = vi.fn(() => {
      stop();
    });
    const stop = onAbort(controller.signal, callback);
    controller.abort();
    expect(callback).toHaveReturned();
  });

  it("listens again after the last callback has stopped", () => {
    const controller = new AbortController();
    onAbort(controller.signal, vi.fn())();
    const callback = vi.fn();
    onAbort(controller.signal, callback);
    controller.abort();
    expect(callback).toHaveBeenCalledTimes(1);
  });
});
