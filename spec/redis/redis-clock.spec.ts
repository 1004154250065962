import { expect, it } from "vitest";
import { RedisClock } from "../../lib/redis/redis-clock.js";

const REDIS_START = 1_000_000;

/** Creates a clock from one answer, to a question at 0 ms that took this many milliseconds. */
function learned(roundTrip: number): RedisClock {
  const clock = new RedisClock();
  clock.learn(0, REDIS_START, roundTrip);
  return clock;
}

it("A clock without an answer is unknown", () => {
  const clock = new RedisClock();
  expect(clock.isKnown).toBe(false);
  clock.learn(0, REDIS_START, 10);
  expect(clock.isKnown).toBe(true);
  clock.forget();
  expect(clock.isKnown).toBe(false);
});

it("A Redis time is converted to a local time that is not too early", () => {
  expect(learned(10).toLocal(REDIS_START + 500)).toBe(510);
});

it("A local time is converted to a Redis time that is not too late", () => {
  expect(learned(10).toRedis(510)).toBe(REDIS_START + 500);
});

it("The fastest answer counts until clock drift makes it inexact", () => {
  const clock = learned(10);
  clock.learn(100, REDIS_START + 150, 200);
  expect(clock.uncertainty).toBeCloseTo(10, 0);
  clock.learn(300, REDIS_START + 301, 302);
  expect(clock.uncertainty).toBeLessThanOrEqual(2);
  clock.learn(100_300, REDIS_START + 100_350, 100_400);
  expect(clock.uncertainty).toBeCloseTo(100, 0);
});

it.each([
  { step: -30_000, setBack: 29_990 },
  { step: -11, setBack: 1 },
  { step: -5, setBack: 0 },
  { step: 5, setBack: 0 },
  { step: 30_000, setBack: 0 },
])("A step of $step ms counts as set back by $setBack ms", ({ step, setBack }) => {
  const clock = learned(10);
  expect(clock.learn(100, REDIS_START + 100 + step, 100)).toBeCloseTo(setBack, 0);
  expect(Math.abs(clock.toLocal(REDIS_START + 200 + step) - 200)).toBeLessThanOrEqual(6);
});
