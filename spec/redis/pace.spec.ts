import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paceOf } from "../../lib/redis/pace.js";

describe("The pace", () => {
  it.each([
    [
      { limit: 10, interval: 1000 },
      { gap: 100, duration: 1, places: 10, lead: 10 },
    ],
    [
      { limit: 30, interval: 1000 },
      { gap: 1000 / 30, duration: 1, places: 30, lead: 30 },
    ],
    [
      { limit: 10, interval: 1001 },
      { gap: 100.1, duration: 10, places: 99, lead: 9 },
    ],
    [
      { limit: 10, interval: 2000 },
      { gap: 200, duration: 1, places: 5, lead: 5 },
    ],
    [
      { limit: 600, interval: 60_000 },
      { gap: 100, duration: 1, places: 10, lead: 10 },
    ],
    [
      { limit: 1, interval: 60_000 },
      { gap: 60_000, duration: 60, places: 1, lead: 1 },
    ],
    [
      { limit: 2, interval: 3000 },
      { gap: 1500, duration: 3, places: 2, lead: 1 },
    ],
    [
      { limit: 0.5, interval: 1000 },
      { gap: 2000, duration: 2, places: 1, lead: 1 },
    ],
    [
      { limit: 4000, interval: 1000 },
      { gap: 0.25, duration: 1, places: 4000, lead: 4000 },
    ],
    [
      { limit: 1, interval: 2 ** 31 - 1 },
      { gap: 2 ** 31 - 1, duration: 2_147_484, places: 1, lead: 1 },
    ],
  ])("of %j is %j", (options, pace) => {
    expect(paceOf(options)).toEqual(pace);
  });

  it("is never above the limit, and at most 1 % below it", () => {
    const limit = fc.double({ min: 0.001, max: 10_000, noNaN: true });
    const interval = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(limit, interval, (limit, interval) => {
        const { duration, places } = paceOf({ limit, interval });
        const share = places / duration / 1000 / (limit / interval);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
        expect(share).toBeGreaterThanOrEqual(0.99 - 1e-9);
      }),
    );
  });

  it("counts whole calls a second by the second, whatever becomes of their fractions", () => {
    const limits = Array.from({ length: 2000 }, (_, index) => index + 1);
    const paces = limits.map((limit) => paceOf({ limit, interval: 1000 }));
    expect(paces.map(({ duration, places, lead }) => [duration, places, lead])).toEqual(
      limits.map((limit) => [1, limit, limit]),
    );
  });
});
