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
    expect(window.callOff()).toBe(true);
    await time.pass(1);
    expect(entered).toBe(false);
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
    expect(window.callOff()).toBe(false);
    expect(await window.enter()).toBe(true);
    expect(window.callOff()).toBe(false);
  });
});
