import { describe, expect, it } from "vitest";
import { median, ratios, spreadOf } from "../../bench/statistics.js";
import { atLeast, atMost, exactly } from "../../bench/targets.js";

describe("the statistics of the bench", () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[10, 9, 2, 1], 5.5],
    [[], NaN],
  ])("has as the median of %j %d", (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it("leaves the figures in their order", () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it("gives the least, the middle and the greatest", () => {
    expect(spreadOf([5, 1, 2])).toEqual({ min: 1, median: 2, max: 5 });
    expect(spreadOf([])).toBeUndefined();
  });

  it("compares round by round", () => {
    expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
    expect(() => ratios([1], [])).toThrow(RangeError);
  });
});

describe("a target of the bench", () => {
  it.each([
    ["at most, met by equality", atMost("", [1.05, 9, 1], 1.05), 1.05, true],
    ["at most, missed", atMost("", [1.06], 1.05), 1.06, false],
    ["at least, met", atLeast("", [1.8, 1.9, 2], 1.9), 1.9, true],
    ["at least, missed", atLeast("", [1.8], 1.9), 1.8, false],
    ["exactly, met", exactly("", [20, 20], 20), 20, true],
    ["exactly, missed in one of the rounds", exactly("", [20, 19, 20], 20), 19, false],
    ["missed where nothing was measured", atMost("", [], 1), NaN, false],
    ["missed where nothing was counted", exactly("", [], 0), NaN, false],
  ])("%s", (_, target, value, isMet) => {
    expect(target).toMatchObject({ value, isMet });
  });
});
