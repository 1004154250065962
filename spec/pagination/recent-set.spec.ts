import { expect, it } from "vitest";
import { RecentSet } from "../../lib/pagination/token-history.js";

it("RecentSet remembers the last values, and at most twice as many", () => {
  const recent = new RecentSet<number>(3);
  const isNew = (...values: number[]): boolean[] => values.map((value) => recent.add(value));
  expect(isNew(1, 2, 3, 4, 5, 6, 7)).toEqual([true, true, true, true, true, true, true]);
  expect(isNew(4, 5, 6, 7)).toEqual([false, false, false, false]);
  expect(isNew(1)).toEqual([true]);
  expect(isNew(4, 5, 6, 7, 1)).toEqual([false, false, false, false, false]);
  expect(isNew(2)).toEqual([true]);
  // 4 to 6 have gone: three came since.
  expect(isNew(7, 1, 2, 4)).toEqual([false, false, false, true]);
});
