import { describe, expect, it } from "vitest";
import { LearnedRate } from "../../lib/throttle/learned-rate.js";

const SECOND = 1000;
const maximum = 10;

/** A rate that has had one throttle answer, at time 0. */
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

  it("drops by a third, and rests at 95 % of the throttled rate", () => {
    const rate = droppedRate();
    expect(rate.at(0)).toBeCloseTo(maximum * 0.95 * 0.7);
    expect(rate.at(18 * SECOND)).toBeCloseTo(maximum * 0.95);
    expect(rate.isLowered(18 * SECOND)).toBe(true);
  });

  it("never falls with time, and ends at the maximum", () => {
    const rate = droppedRate();
    const rates = Array.from({ length: 120 }, (_, second) => rate.at(second * SECOND));
    expect(rates.toSorted((one, other) => one - other)).toEqual(rates);
    expect(rates.at(-1)).toBe(maximum);
    expect(rate.isLowered(119 * SECOND)).toBe(false);
  });

  it("climbs beyond that by shares of the maximum, however low it was", () => {
    const rate = new LearnedRate(maximum);
    for (let now = 0; rate.at(now) > 3; now += 1) rate.drop(0);
    const plateau = rate.at(18 * SECOND);
    // Half a plateau later, one eighth of the maximum.
    expect(rate.at(27 * SECOND)).toBeCloseTo(plateau + maximum / 8);
  });

  it("has a call weigh as much as the rate is lowered", () => {
    const rate = droppedRate();
    expect(rate.weightAt(18 * SECOND)).toBeCloseTo(1 / 0.95);
    expect(rate.weightAt(119 * SECOND)).toBe(1);
  });

  it("drops further from where it is", () => {
    const rate = droppedRate();
    rate.drop(10 * SECOND);
    const once = droppedRate();
    expect(rate.at(28 * SECOND)).toBeCloseTo(once.at(10 * SECOND) * 0.95);
  });

  it("finds three times as much within a minute", () => {
    const rate = new LearnedRate(maximum);
    for (let now = 0; rate.at(now) > 3; now += 1) rate.drop(0);
    expect(rate.at(60 * SECOND)).toBeGreaterThan(9);
  });

  it("keeps probing through a minute's outage, and recovers within another", () => {
    const rate = new LearnedRate(maximum);
    for (let second = 0; second < 60; second += 1) rate.drop(second * SECOND);
    expect(rate.at(60 * SECOND)).toBe(maximum / 50);
    expect(rate.at(119 * SECOND)).toBe(maximum);
  });
});
