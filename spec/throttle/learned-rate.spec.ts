import { describe, expect, it } from "vitest";
import { LearnedRate } from "../../lib/throttle/learned-rate.js";

const SECOND = 1000;
const maximum = 10;

/** Creates a rate with one throttle answer at time 0. */
function droppedRate(): LearnedRate {
  const rate = new LearnedRate(maximum);
  rate.drop(0);
  return rate;
}

describe("LearnedRate", () => {
  it("is the maximum until the first throttle answer", () => {
    const rate = new LearnedRate(maximum);
    expect([rate.at(0), rate.at(1e12)]).toEqual([maximum, maximum]);
    expect(rate.isLowered(0)).toBe(false);
  });

  it("drops by a third, then stays at 95 % of the throttled rate", () => {
    const rate = droppedRate();
    expect(rate.at(0)).toBeCloseTo(maximum * 0.95 * 0.7);
    expect(rate.at(18 * SECOND)).toBeCloseTo(maximum * 0.95);
    expect(rate.isLowered(18 * SECOND)).toBe(true);
  });

  it("never falls over time, and returns to the maximum", () => {
    const rate = droppedRate();
    const rates = Array.from({ length: 120 }, (_, second) => rate.at(second * SECOND));
    expect(rates.toSorted((one, other) => one - other)).toEqual(rates);
    expect(rates.at(-1)).toBe(maximum);
    expect(rate.isLowered(119 * SECOND)).toBe(false);
  });

  it("rises above the plateau in proportion to the maximum", () => {
    const rate = new LearnedRate(maximum);
    for (let now = 0; rate.at(now) > 3; now += 1) rate.drop(0);
    const plateau = rate.at(18 * SECOND);
    // Half a plateau later, it has risen by an eighth of the maximum.
    expect(rate.at(27 * SECOND)).toBeCloseTo(plateau + maximum / 8);
  });

  it("gives each call a weight inverse to the rate", () => {
    const rate = droppedRate();
    expect(rate.weightAt(18 * SECOND)).toBeCloseTo(1 / 0.95);
    expect(rate.weightAt(119 * SECOND)).toBe(1);
  });

  it("drops again from its current value", () => {
    const rate = droppedRate();
    rate.drop(10 * SECOND);
    const once = droppedRate();
    expect(rate.at(28 * SECOND)).toBeCloseTo(once.at(10 * SECOND) * 0.95);
  });

  it("triples within a minute if the service allows it", () => {
    const rate = new LearnedRate(maximum);
    for (let now = 0; rate.at(now) > 3; now += 1) rate.drop(0);
    expect(rate.at(60 * SECOND)).toBeGreaterThan(9);
  });

  it("recovers within a minute from a minute of throttle answers", () => {
    const rate = new LearnedRate(maximum);
    for (let second = 0; second < 60; second += 1) rate.drop(second * SECOND);
    expect(rate.at(60 * SECOND)).toBe(maximum / 50);
    expect(rate.at(119 * SECOND)).toBe(maximum);
  });
});
