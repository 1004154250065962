import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationOf, formatDuration, parseDuration } from "../../lib/cli/duration.js";

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

describe("The durations of the command", () => {
  it("are parsed from a number and ms, s, m or h", () => {
    const unit = fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[]));
    fc.assert(
      fc.property(fc.nat(100_000), unit, (number, name) => {
        expect(parseDuration(`${number}${name}`)).toBe(number * units[name]);
      }),
    );
  });

  it("are not parsed from other texts", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^\d+(\.\d+)?(ms|s|m|h)$/.test(text)),
        (text) => {
          expect(parseDuration(text)).toBeUndefined();
        },
      ),
    );
  });

  it("are printed in the units that are parsed, and in days", () => {
    fc.assert(
      fc.property(fc.nat(1e10), (milliseconds) => {
        expect(formatDuration(milliseconds)).toMatch(/^(\d+s|\d+m\d\ds|\d+h\d\dm|\d+d\d\dh)$/);
      }),
    );
  });

  it.each([
    [0, "0s"],
    [48_400, "48s"],
    [185_000, "3m05s"],
    [9_660_000, "2h41m"],
    [273_600_000, "3d04h"],
  ])("print %i ms as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it.each(["5", "s", "-5s", "5 s", "5d", "0s", "1e3s", ""])("refuse %j and name the accepted forms", (text) => {
    expect(() => durationOf("interval", text)).toThrow(
      `Expected --interval to be a duration such as 500ms, 5s, 10m or 2h, got "${text}".`,
    );
  });
});
