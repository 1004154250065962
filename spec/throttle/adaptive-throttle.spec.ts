import { describe, expect, it, vi } from "vitest";
import { createThrottle, type Throttle } from "../../lib/index.js";
import type { Gate } from "../../lib/throttle/throttle.js";
import { AdaptiveThrottle } from "../../lib/throttle/adaptive-throttle.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { fakeTime } from "../support/fake-time.js";

/** Makes this many calls. The returned array is filled with the times of the grants, in whole ms from now. */
function grantsTo(throttle: Throttle, callers: number, signal?: AbortSignal): number[] {
  const start = performance.now();
  const times: number[] = [];
  for (let caller = 0; caller < callers; caller += 1) {
    throttle.acquire(signal).then(
      () => times.push(Math.round(performance.now() - start)),
      () => undefined,
    );
  }
  return times;
}

describe("The limit", () => {
  it("is reached four times faster in the first burst, then kept", async () => {
    const time = fakeTime(undefined, 1);
    const times = grantsTo(createThrottle({ limit: 4, interval: 1000 }), 10);
    await time.pass(2500);
    expect(times).toEqual([0, 32, 94, 157, 1000, 1032, 1094, 1157, 2000, 2032]);
  });

  it.each([
    [{ limit: 1, interval: 100 }, [0, 100, 200]],
    [{ limit: 0.5, interval: 50 }, [0, 100, 200]],
    [{ limit: 2.5, interval: 1000 }, [0, 50, 800]],
    [{ limit: 1, interval: 2 ** 31 - 1 }, [0]],
  ])("of %j grants three calls at %j", async (options, expected) => {
    const time = fakeTime(undefined, 1);
    const times = grantsTo(createThrottle(options), 3);
    await time.pass(1000);
    expect(times).toEqual(expected);
  });

  it("of four calls per millisecond is reached and kept", async () => {
    const time = fakeTime(undefined, 1);
    const times = grantsTo(createThrottle({ limit: 4000, interval: 1000 }), 5000);
    await time.pass(999);
    expect(times).toHaveLength(4000);
    await time.pass(1010);
    expect(times).toHaveLength(5000);
  });

  it("is kept by grants that resolve to their time", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 1, interval: 100 });
    const first = await time.until(throttle.acquire());
    expect(await time.until(throttle.acquire())).toBe(Number(first) + 100);
  });

  it("is kept with grants in the order of the calls", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 5, interval: 100 });
    const order: number[] = [];
    for (let caller = 0; caller < 20; caller += 1) void throttle.acquire().then(() => order.push(caller));
    await time.pass(400);
    expect(order).toEqual(Array.from({ length: 20 }, (_, caller) => caller));
  });
});

describe("A caller that aborts", () => {
  it.each(abortReasons)("before the call gets its reason, %s, and takes no slot", async (_name, reason) => {
    const time = fakeTime();
    const throttle = createThrottle({ limit: 1, interval: 100 });
    expect((await rejection(throttle.acquire(AbortSignal.abort(reason)) as Promise<number>)).reason).toBe(reason);
    const times = grantsTo(throttle, 1);
    await time.pass(1);
    expect(times).toEqual([0]);
  });

  it.each(abortReasons)("in the queue gets its reason, %s, and leaves no timer or listener", async (_name, reason) => {
    const time = fakeTime();
    const throttle = createThrottle({ limit: 1, interval: 1000 });
    await throttle.acquire();
    for (const coolDown of [0, 1000]) {
      throttle.coolDown(coolDown, -Infinity);
      const controller = new AbortController();
      const waiting = [1, 2, 3].map(() => rejection(throttle.acquire(controller.signal) as Promise<number>));
      await time.pass(10);
      expect(vi.getTimerCount()).toBeGreaterThan(0);
      controller.abort(reason);
      expect(await Promise.all(waiting)).toEqual([{ reason }, { reason }, { reason }]);
      expect(listenersOn(controller.signal)).toBe(0);
      await time.pass(0);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  it("only after its grant has left no listener on the signal", async () => {
    const time = fakeTime();
    const { signal } = new AbortController();
    await time.until(createThrottle({ limit: 1, interval: 1 }).acquire(signal));
    expect(listenersOn(signal)).toBe(0);
  });

  it("does not delay later callers, even with 30 aborted before one", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 1, interval: 100 });
    const controller = new AbortController();
    grantsTo(throttle, 1);
    const aborted = grantsTo(throttle, 30, controller.signal);
    const live = grantsTo(throttle, 1);
    await time.pass(10);
    controller.abort();
    await time.pass(100);
    expect(aborted).toEqual([]);
    expect(live).toEqual([100]);
  });

  it("as the last one does not weaken the limit for later callers", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 2, interval: 100 });
    const controller = new AbortController();
    const times = grantsTo(throttle, 2);
    grantsTo(throttle, 1, controller.signal);
    await time.pass(50);
    controller.abort();
    const later = grantsTo(throttle, 3);
    await time.pass(300);
    expect(times).toEqual([0, 7]);
    expect(later.map((at) => at + 50)).toEqual([107, 114, 207]);
  });

  it("in the turn of its call takes no slot from later callers", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 1, interval: 100 });
    const controller = new AbortController();
    const left = grantsTo(throttle, 1, controller.signal);
    controller.abort();
    await time.pass(1);
    const times = grantsTo(throttle, 2);
    await time.pass(200);
    expect(left).toEqual([]);
    expect(times).toEqual([0, 100]);
  });

  it("and calls again in the same turn waits as the others do", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 1, interval: 100 });
    await throttle.acquire();
    const controller = new AbortController();
    grantsTo(throttle, 1, controller.signal);
    controller.abort();
    const times = grantsTo(throttle, 2);
    await time.pass(300);
    expect(times).toEqual([100, 200]);
  });
});

describe("A clock that is set forward by an hour", () => {
  it.each([1, 2, 5])("does not weaken the limit of %i", async (limit) => {
    const time = fakeTime(undefined, 1);
    const interval = 100;
    const throttle = createThrottle({ limit, interval });
    const times = grantsTo(throttle, 4 * limit);
    for (let sets = 0; sets < 8; sets += 1) {
      await time.pass(35);
      vi.setSystemTime(Date.now() + 3_600_000);
    }
    await time.pass(2000);
    expect(times).toHaveLength(4 * limit);
    for (const [index, at] of times.slice(limit).entries()) {
      expect(at - (times[index] ?? NaN)).toBeGreaterThanOrEqual(interval - 2);
    }
  });
});

describe("A clock that is set back by a minute", () => {
  it.each([1, 2, 5])("delays no caller by more than an interval at a limit of %i", async (limit) => {
    const time = fakeTime(undefined, 1);
    const interval = 100;
    const burstGap = interval / limit / 4;
    const throttle = createThrottle({ limit, interval });
    for (let caller = 0; caller < limit; caller += 1) await time.until(throttle.acquire());
    vi.setSystemTime(Date.now() - 60_000);
    const times = grantsTo(throttle, 3 * limit);
    await time.pass(1000);
    expect(times).toHaveLength(3 * limit);
    const gaps = times.map((at, index) => at - (times[index - 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(interval + burstGap + 2);
    for (const [index, at] of times.slice(limit).entries()) {
      expect(at - (times[index] ?? NaN)).toBeGreaterThanOrEqual(interval - 2);
    }
  });

  it("delays waiting callers by at most an interval", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 1, interval: 100 });
    const times = grantsTo(throttle, 4);
    await time.pass(50);
    vi.setSystemTime(Date.now() - 60_000);
    await time.pass(500);
    expect(times).toHaveLength(4);
    expect(times[3]).toBeLessThanOrEqual(402);
  });
});

describe("A cool-down", () => {
  it("delays waiting and new callers", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 10, interval: 100 });
    await throttle.acquire();
    const waiting = grantsTo(throttle, 2);
    throttle.coolDown(2000, -Infinity);
    await time.pass(1000);
    const coming = grantsTo(throttle, 1);
    await time.pass(999);
    expect([...waiting, ...coming]).toEqual([]);
    await time.pass(20);
    expect(waiting).toHaveLength(2);
    expect(coming).toHaveLength(1);
  });

  it("is not shortened by a later one", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 10, interval: 100 });
    throttle.coolDown(500, -Infinity);
    throttle.coolDown(100, -Infinity);
    const times = grantsTo(throttle, 1);
    await time.pass(600);
    expect(times).toEqual([500]);
  });

  it("that begins while callers wait does not weaken the limit", async () => {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 1, interval: 100 });
    const times = grantsTo(throttle, 4);
    await time.pass(50);
    throttle.coolDown(130, -Infinity);
    await time.pass(500);
    expect(times[0]).toBe(0);
    for (const [index, at] of times.slice(1).entries()) {
      expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(100);
    }
    expect(times[1]).toBeGreaterThanOrEqual(180);
    expect(times).toHaveLength(4);
  });

  it("of infinite length can be aborted", async () => {
    const time = fakeTime();
    const throttle = createThrottle({ limit: 10, interval: 100 });
    throttle.coolDown(Infinity);
    const timers = vi.spyOn(globalThis, "setTimeout");
    const controller = new AbortController();
    const waiting = rejection(throttle.acquire(controller.signal));
    await time.pass(1000);
    // A longer timer would fire at once, repeatedly.
    expect(timers.mock.calls.map(([, delay]) => delay)).toEqual([2 ** 31 - 1]);
    controller.abort("enough");
    expect(await waiting).toEqual({ reason: "enough" });
  });

  it.each([-1, NaN, "1", undefined])("of %s is a TypeError", (ms) => {
    const throttle = createThrottle({ limit: 10, interval: 100 });
    const call = (): void => {
      throttle.coolDown(ms as number);
    };
    expect(call).toThrow(TypeError);
    expect(call).toThrow("Expected `ms` to be a number of milliseconds >= 0");
  });
});

describe("The learned rate", () => {
  /** Returns the time between two grants after the calls of `coolDown` in `drops`. */
  async function gapAfter(drops: (throttle: Throttle, grants: readonly number[]) => void): Promise<number> {
    const time = fakeTime(undefined, 1);
    const throttle = createThrottle({ limit: 10, interval: 1000 });
    const grants: number[] = [];
    for (let caller = 0; caller < 3; caller += 1) grants.push((await time.until(throttle.acquire())) ?? 0);
    drops(throttle, grants);
    await time.pass(300);
    const times = grantsTo(throttle, 3);
    await time.pass(1000);
    return (times[2] ?? NaN) - (times[1] ?? NaN);
  }

  it("drops after a throttle answer, without further bursts", async () => {
    const untouched = await gapAfter(() => undefined);
    expect(untouched).toBe(25);
    const dropped = await gapAfter((throttle, [first]) => {
      throttle.coolDown(0, first);
    });
    expect(dropped).toBeGreaterThan(100);
  });

  it("drops once after several answers to one burst", async () => {
    const once = await gapAfter((throttle, [first]) => {
      throttle.coolDown(0, first);
    });
    const burst = await gapAfter((throttle, grants) => {
      for (const grant of grants) throttle.coolDown(0, grant);
    });
    expect(burst).toBe(once);
    const twice = await gapAfter((throttle) => {
      throttle.coolDown(0);
      throttle.coolDown(0);
    });
    expect(twice).toBeGreaterThan(once);
  });

  it("does not drop in an outage", async () => {
    const outage = await gapAfter((throttle) => {
      throttle.coolDown(0, -Infinity);
    });
    expect(outage).toBe(25);
  });
});

describe("A caller in a shared gate", () => {
  /** A gate that admits callers when `open` is called. */
  class SlowGate implements Gate {
    entered = 0;
    open: () => void = () => undefined;

    enter(): Promise<boolean> {
      this.entered += 1;
      return new Promise((resolve) => {
        this.open = () => {
          resolve(true);
        };
      });
    }

    callOff(): void {
      // This gate does not support cancellation.
    }
  }

  const openGate = async (time: ReturnType<typeof fakeTime>, gate: SlowGate): Promise<void> => {
    gate.open();
    await time.pass(1);
  };

  it("enters again if a cool-down began while it waited", async () => {
    const time = fakeTime(undefined, 1);
    const gate = new SlowGate();
    const throttle = new AdaptiveThrottle({ limit: 10, interval: 1000 }, gate);
    const times = grantsTo(throttle, 1);
    await time.pass(1);
    throttle.coolDown(50, -Infinity);
    await openGate(time, gate);
    expect([times, gate.entered]).toEqual([[], 1]);
    await time.pass(50);
    await openGate(time, gate);
    expect([times.length, gate.entered]).toEqual([1, 2]);
  });

  it("can abort before the gate fails, without harm to the next caller", async () => {
    const time = fakeTime(undefined, 1);
    let fail: () => void = () => undefined;
    const enter = vi.fn<Gate["enter"]>(() => Promise.resolve(true));
    enter.mockImplementationOnce(
      () =>
        new Promise((_resolve, reject) => {
          fail = () => {
            reject(new Error("The gate is stuck"));
          };
        }),
    );
    const throttle = new AdaptiveThrottle({ limit: 10, interval: 1000 }, { enter, callOff: () => undefined });
    const controller = new AbortController();
    grantsTo(throttle, 1, controller.signal);
    await time.pass(1);
    controller.abort();
    fail();
    await time.pass(1);
    const next = grantsTo(throttle, 1);
    await time.pass(1);
    expect(next).toHaveLength(1);
  });

  it("that aborts leaves its place in the gate to the next caller", async () => {
    const time = fakeTime(undefined, 1);
    const gate = new SlowGate();
    const callOff = vi.spyOn(gate, "callOff");
    const throttle = new AdaptiveThrottle({ limit: 10, interval: 1000 }, gate);
    const controller = new AbortController();
    grantsTo(throttle, 1, controller.signal);
    const times = grantsTo(throttle, 1);
    await time.pass(1);
    controller.abort();
    expect(callOff).not.toHaveBeenCalled();
    await openGate(time, gate);
    expect(times).toHaveLength(1);
  });

  it("can abort without harm to the next caller", async () => {
    const time = fakeTime(undefined, 1);
    const gate = new SlowGate();
    const throttle = new AdaptiveThrottle({ limit: 10, interval: 1000 }, gate);
    const controller = new AbortController();
    const times = grantsTo(throttle, 1, controller.signal);
    await time.pass(1);
    controller.abort();
    await openGate(time, gate);
    expect(times).toEqual([]);
    const next = grantsTo(throttle, 1);
    await time.pass(1);
    await openGate(time, gate);
    expect([next.length, gate.entered]).toEqual([1, 2]);
  });
});
