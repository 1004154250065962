import { describe, expect, it } from "vitest";
import { ThrottleWindow } from "../../lib/throttle/throttle-window.js";
import { fakeTime } from "../support/fake-time.js";

describe("ThrottleWindow", () => {
  it("keeps the longest interval without an overflow of a timer", async () => {
    const time = fakeTime();
    const window = new ThrottleWindow({ limit: 0.5, interval: 2 ** 31 - 1 });
    expect(await window.enter()).toBe(true);
    let entered: boolean | undefined;
    void window.enter().then((isInside) => {
      entered = isInside;
    });
    await time.pass(1000);
    expect(entered).toBeUndefined();
    window.callOff();
    await time.pass(1);
    expect(entered).toBe(false);
  });

  it("keeps the interval since the last entry after a cancellation", async () => {
    const time = fakeTime();
    const window = new ThrottleWindow({ limit: 2, interval: 1000 });
    expect(await window.enter()).toBe(true);
    await time.pass(600);
    expect(await window.enter()).toBe(true);
    const left = window.enter();
    await time.pass(100);
    window.callOff();
    expect(await left).toBe(false);
    const entered: number[] = [];
    for (let caller = 0; caller < 2; caller += 1) {
      void window.enter().then(() => entered.push(performance.now()));
      await time.pass(1000);
    }
    const start = performance.now() - 2700;
    // The cancellation removed both entries from p-throttle.
    expect(entered.map((at) => Math.round(at - start))).toEqual([1600, 1700]);
  });

  it("does not cancel a caller that waits a whole interval", async () => {
    const time = fakeTime();
    const window = new ThrottleWindow({ limit: 1, interval: 1000 });
    expect(await window.enter()).toBe(true);
    const entered: boolean[] = [];
    void window.enter().then((isInside) => entered.push(isInside));
    await time.pass(999);
    expect(entered).toEqual([]);
    await time.pass(1);
    expect(entered).toEqual([true]);
  });

  it("keeps its entries after a cancellation without waiting callers", async () => {
    const time = fakeTime();
    const window = new ThrottleWindow({ limit: 2, interval: 1000 });
    const start = performance.now();
    const entered: number[] = [];
    for (let caller = 0; caller < 4; caller += 1) {
      window.callOff();
      expect(await time.until(window.enter())).toBe(true);
      entered.push(Math.round(window.enteredAt - start));
    }
    expect(entered).toEqual([0, 0, 1000, 1500]);
  });

  it("takes no place for a caller that is cancelled at once", async () => {
    fakeTime();
    const window = new ThrottleWindow({ limit: 1, interval: 60_000 });
    const entered = window.enter();
    window.callOff();
    expect(await entered).toBe(false);
    expect(await window.enter()).toBe(true);
  });
});
