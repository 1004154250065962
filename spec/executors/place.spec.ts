import { describe, expect, it } from "vitest";
import type { ExecutorSummary } from "../../lib/executors/executor-summary.js";
import { startMilliseconds } from "../../lib/executors/executor-times.js";
import { placeAfter, type Passed, type Place } from "../../lib/executors/place.js";
import { hash } from "../../lib/hash/hash.js";
import { executor, executors } from "../support/executors.js";

const page = { token: undefined, pageSize: 3 };
const nextPage = { token: "t1", pageSize: 3 };

const hashes = (list: readonly ExecutorSummary[]): string[] => list.map(({ ExecutorId }) => hash(ExecutorId));
const timeOf = (number: number): number => startMilliseconds(executor(number));

/** Executors that started when executor 5 did. */
const ties = (...names: string[]): ExecutorSummary[] =>
  names.map((name) => ({ ...executor(5), ExecutorId: `tie-${name}` }));

function after(before: Place | undefined, list: readonly ExecutorSummary[], passed: Partial<Passed> = {}): Place {
  const place = placeAfter(before, { page, executors: list, newTies: 0, isDisordered: false, ...passed });
  if (place === undefined) throw new Error("Nothing came by");
  return place;
}

describe("a place", () => {
  it("is where it was when nothing came by", () => {
    const nothing = { page, executors: [], newTies: 0, isDisordered: false };
    expect(placeAfter(undefined, nothing)).toBeUndefined();
    const before = after(undefined, executors(3));
    expect(placeAfter(before, nothing)).toBe(before);
  });

  it("is after the last executor, and knows those that started with it", () => {
    const list = [executor(7), executor(6), ...ties("a", "b")];
    const last = hash("tie-b");
    const expected = { page, time: timeOf(5), ties: hashes(ties("a", "b")), last, isCrowded: false };
    expect(after(undefined, list)).toEqual(expected);
    expect(after(after(undefined, executors(9, 8)), list)).toEqual(expected);
  });

  it("knows the ties of the pages before as well, as long as there are no others", () => {
    const first = after(undefined, [executor(6), ...ties("a")]);
    const second = after(first, ties("b", "c"), { page: nextPage });
    expect(second).toMatchObject({ page: nextPage, ties: hashes(ties("a", "b", "c")), last: hash("tie-c") });
    expect(after(second, executors(4)).ties).toEqual([hash("executor-1")]);
    expect(after(first, [...ties("b"), executor(4)]).ties).toEqual([hash("executor-4")]);
    // An executor between them has come out of order.
    expect(after(first, [executor(4), ...ties("b")]).ties).toEqual([hash("tie-b")]);
  });

  it("stays after the executor that is furthest down, where new ones came before it", () => {
    const first = after(undefined, ties("a"));
    const second = after(first, ties("new", "newer"), { page: nextPage, newTies: 2 });
    expect(second).toMatchObject({ page, last: hash("tie-a"), ties: hashes(ties("a", "new", "newer")) });
    const third = after(first, ties("new", "late"), { page: nextPage, newTies: 1 });
    expect(third).toMatchObject({ page: nextPage, last: hash("tie-late") });
  });

  it("is crowded once more than a hundred came by with one time, and until another time comes", () => {
    const hundred = ties(...Array.from({ length: 100 }, (_, index) => String(index)));
    const full = after(undefined, hundred);
    expect(full).toMatchObject({ ties: hashes(hundred), isCrowded: false });
    const crowded = after(full, ties("next"));
    expect(crowded).toMatchObject({ ties: hashes([...hundred.slice(1), ...ties("next")]), isCrowded: true });
    // A place out of a cursor may remember fewer.
    expect(after({ ...crowded, ties: [] }, ties("another")).isCrowded).toBe(true);
    expect(after(crowded, executors(4)).isCrowded).toBe(false);
  });

  it("knows what came by last whatever its time, once the order is broken", () => {
    const first = after(undefined, executors(9, 8));
    const second = after(first, executors(3), { isDisordered: true });
    expect(second.ties).toEqual(hashes([...executors(9, 8).slice(1), ...executors(3)]));
    expect(second.time).toBe(timeOf(1));
  });
});
