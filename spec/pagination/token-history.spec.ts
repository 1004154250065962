import { describe, expect, it } from "vitest";
import { TokenHistory } from "../../lib/pagination/token-history.js";

/** Returns the number of tokens before a repeat is found, in a cycle of `period` tokens after `tail` others. */
function taken(tail: number, period: number): number {
  const history = new TokenHistory();
  for (let count = 0; ; count += 1) {
    const place = count < tail ? count : tail + ((count - tail) % period);
    if (!history.add(`token-${place}`)) return count;
  }
}

const tails = [0, 1, 2, 63, 64, 65, 1000, 4097, 10_000];

describe("TokenHistory", () => {
  it("finds every cycle of up to 64 at its first repeat, after any tail", () => {
    for (const tail of tails) {
      for (let period = 1; period <= 64; period += 1)
        expect(taken(tail, period), `${tail} + ${period}`).toBe(tail + period);
    }
  });

  it("finds longer cycles within three times the cycle or tail", () => {
    for (const tail of tails) {
      for (const period of [65, 66, 100, 127, 128, 129, 500, 1024, 5000]) {
        const count = taken(tail, period);
        expect(count).toBeGreaterThanOrEqual(tail + period);
        expect(count, `${tail} + ${period}`).toBeLessThanOrEqual(3 * Math.max(tail, period));
      }
    }
  });

  it("accepts any number of new tokens", () => {
    const history = new TokenHistory();
    const known = Array.from({ length: 100_000 }, (_, count) => history.add(`token-${count}`)).indexOf(false);
    expect(known).toBe(-1);
  });

  it("is empty at the start", () => {
    expect(new TokenHistory().add("")).toBe(true);
  });
});
