import { describe, expect, it } from "vitest";
import { ThrottleWindow } from "../../lib/middleware/throttle-window.js";
import { fakeTime } from "../support/fake-time.js";

describe("ThrottleWindow", () => {
  it("of the longest interval is no shorter one: no timer overflows", async () => {
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

  it("keeps count of who entered when somebody who waits is called off", async () => {
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
    // When the first and the second place are free again, and neither sooner nor a whole interval later.
    expect(entered.map((at) => Math.round(at - start))).toEqual([1000, 1700]);
  });

  it("calls nobody off who waits for as long as an interval may take", async () => {
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

  it("has nobody to call off while it is empty", async () => {
    const window = new ThrottleWindow({ limit: 1, interval: 10 });
    window.callOff();
    expect(await window.enter()).toBe(true);
    window.callOff();
    expect(await window.enter()).toBe(true);
  });
});
