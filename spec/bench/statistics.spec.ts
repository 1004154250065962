import { describe, expect, it } from "vitest";
import { median, ratios, spreadOf } from "../../bench/statistics.js";
import { atLeast, atMost, exactly } from "../../bench/targets.js";

describe("The statistics of the bench", () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[10, 9, 2, 1], 5.5],
    [[], NaN],
  ])("compute the median of %j as %d", (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it("do not sort the given array", () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it("include minimum, median and maximum", () => {
    expect(spreadOf([5, 1, 2])).toEqual({ min: 1, median: 2, max: 5 });
    expect(spreadOf([])).toBeUndefined();
  });

  it("compute ratios round by round", () => {
    expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
    expect(() => ratios([1], [])).toThrow(RangeError);
  });
});

describe("A target of the bench", () => {
  it.each([
    ["at most a bound, met by equality", atMost("", [1.05, 9, 1], 1.05), 1.05, true],
    ["at most a bound, missed", atMost("", [1.06], 1.05), 1.06, false],
    ["at least a bound, met", atLeast("", [1.8, 1.9, 2], 1.9), 1.9, true],
    ["at least a bound, missed", atLeast("", [1.8], 1.9), 1.8, false],
    ["exactly a bound, met", exactly("", [20, 20], 20), 20, true],
    ["exactly a bound, missed in one round", exactly("", [20, 19, 20], 20), 19, false],
    ["at most a bound, missed without figures", atMost("", [], 1), NaN, false],
    ["exactly a bound, missed without figures", exactly("", [], 0), NaN, false],
  ])("can be %s", (_, target, value, isMet) => {
    expect(target).toMatchObject({ value, isMet });
  });
});
