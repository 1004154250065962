import { expect, it } from "vitest";
import { nextTokenOf } from "../../lib/pagination/output.js";

it.each([
  ["t1", "t1"],
  [" ", " "],
  ["", undefined],
  [null, undefined],
  [undefined, undefined],
])("The token %j becomes %j", (token, expected) => {
  expect(nextTokenOf("ListExecutors", "NextToken", token)).toBe(expected);
});

it.each([[5], [{}], [["t1"]], [false]])("The token %j is refused", (token) => {
  expect(() => nextTokenOf("ListExecutors", "NextToken", token)).toThrow(
    "Expected ListExecutors to return a string or nothing in `NextToken`",
  );
});
