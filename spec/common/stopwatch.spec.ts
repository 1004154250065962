import { afterEach, expect, it, vi } from "vitest";
import { Stopwatch } from "../../lib/common/timers.js";

afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ["both clocks", ["Date", "performance"] as const],
  ["only the wall clock, as while the machine sleeps", ["Date"] as const],
  ["only the monotonic clock", ["performance"] as const],
])("Stopwatch counts the time of %s", (_which, toFake) => {
  vi.useFakeTimers({ toFake: [...toFake], now: 0 });
  const stopwatch = new Stopwatch();
  expect(stopwatch.elapsed).toBeLessThan(30_000);
  vi.advanceTimersByTime(60_000);
  expect(stopwatch.elapsed).toBeGreaterThanOrEqual(60_000);
});

it("Stopwatch ignores changes of the wall clock", () => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: 1e12 });
  const stopwatch = new Stopwatch();
  vi.advanceTimersByTime(50);
  vi.setSystemTime(0);
  expect(stopwatch.elapsed).toBe(50);
});
