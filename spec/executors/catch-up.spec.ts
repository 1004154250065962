import { describe, expect, it } from "vitest";
import { CatchUp, type Reading } from "../../lib/executors/catch-up.js";
import type { ExecutorSummary } from "../../lib/executors/executor-summary.js";
import { placeAfter } from "../../lib/executors/place.js";
import { executor } from "../support/executors.js";

const lost = new Error("lost");
const page = { token: undefined, pageSize: 3 };

const executors = (...numbers: number[]): ExecutorSummary[] => numbers.map((number) => executor(number));

/** Executors that started when executor 5 did. */
const ties = (...names: string[]): ExecutorSummary[] =>
  names.map((name) => ({ ...executor(5), ExecutorId: `tie-${name}` }));

/** The way back to behind these executors. */
function wayBack(passed: readonly ExecutorSummary[], reading: Partial<Reading> = {}): CatchUp {
  const place = placeAfter(undefined, { page, executors: passed, newTies: 0, isDisordered: false });
  if (place === undefined) throw new Error("Executors came by, so there is a place");
  return new CatchUp(place, { begins: "on the way", hasSeen: () => false, lost: () => lost, ...reading });
}

describe("the way back to executor 5", () => {
  const pages: readonly [what: string, page: number[], beyond: number[], isThere: boolean][] = [
    ["has come by before it", [9, 8, 7], [], false],
    ["ends with it", [7, 6, 5], [], true],
    ["holds nothing else", [5], [], true],
    ["begins with it", [5, 4], [4], true],
    ["goes on behind it", [6, 5, 4, 3], [4, 3], true],
    ["has lost it in the middle", [7, 6, 4, 3], [4, 3], true],
    ["begins behind it", [4, 3], [4, 3], true],
    ["is empty", [], [], false],
  ];

  it.each(pages)("on a page that %s", (_what, page, beyond, isThere) => {
    const way = wayBack(executors(7, 6, 5));
    expect([way.isThere, way.isBeyond]).toEqual([false, false]);
    expect(way.beyond(executors(...page), false)).toEqual({ executors: executors(...beyond), newTies: 0 });
    expect([way.isThere, way.isBeyond]).toEqual([isThere, isThere]);
  });

  it("may begin beyond it, found or not", () => {
    const way = wayBack(executors(7, 6, 5), { begins: "behind" });
    expect([way.isThere, way.isBeyond]).toEqual([false, true]);
  });

  it("leaves out what others have pushed onto later pages, and what joined before it", () => {
    const way = wayBack(executors(7, 6, 5), { hasSeen: (id) => id === "executor-6" });
    way.beyond(executors(6, 5), false);
    expect(way.beyond(executors(8, 6, 5, 4), false).executors).toEqual(executors(4));
    expect(way.beyond(executors(8, 6), false).executors).toEqual([]);
    expect(way.beyond(executors(3, 2), false).executors).toEqual(executors(3, 2));
  });

  it("leaves out what was pushed onto a page where the place is not: there follows what this reading has seen", () => {
    const way = wayBack(executors(7, 6, 5), { hasSeen: (id) => id === "executor-4" });
    way.beyond(executors(6, 5, 4), false);
    expect(way.beyond(executors(8, 6, 4, 3), false).executors).toEqual(executors(4, 3));
  });

  it("gives what is newer and was not pushed there: it is out of order", () => {
    const way = wayBack(executors(7, 6, 5), { hasSeen: (id) => id === "executor-4" });
    way.beyond(executors(6, 5, 4), false);
    expect(way.beyond(executors(8, 9, 3, 2), false).executors).toEqual(executors(8, 9, 3, 2));
    expect(way.beyond(executors(6, 10), false).executors).toEqual(executors(6, 10));
    expect(way.beyond([], false).executors).toEqual([]);
  });

  it("gives everything once it is there, in a reading from the start: that has seen what others push", () => {
    const way = wayBack(executors(7, 6, 5), { begins: "at the start", hasSeen: (id) => id === "executor-6" });
    expect(way.beyond(executors(8, 7, 6, 5), false).executors).toEqual([]);
    expect(way.beyond(executors(6, 4), false).executors).toEqual(executors(6, 4));
    expect(way.beyond(executors(9), false).executors).toEqual(executors(9));
  });
});

describe("the way back among ties", () => {
  it("gives those that are new, which count as before the last one", () => {
    const way = wayBack([...executors(6), ...ties("a", "b")]);
    const listed = [...executors(6), ...ties("new", "b", "a", "late"), ...executors(4)];
    expect(way.beyond(listed, false)).toEqual({
      executors: [...ties("new", "late"), ...executors(4)],
      newTies: 1,
    });
  });

  it("gives those behind the last one as what they are: further down", () => {
    const way = wayBack([...executors(6), ...ties("a", "b")]);
    const further = [...ties("further"), ...executors(4)];
    expect(way.beyond([...ties("b"), ...further], false)).toEqual({ executors: further, newTies: 0 });
    expect(way.beyond([...ties("a", "furthest"), ...executors(3)], false).executors).toEqual([
      ...ties("furthest"),
      ...executors(3),
    ]);
  });

  it("gives those on a page that the last one is not on, and goes on looking", () => {
    const way = wayBack([...executors(6), ...ties("a", "b")]);
    expect(way.beyond([...executors(6), ...ties("new", "a")], false)).toEqual({ executors: ties("new"), newTies: 1 });
    expect(way.isThere).toBe(false);
  });

  it("takes those that are new for further down where the page comes after the last one, or that one has gone", () => {
    const behind = wayBack([...executors(6), ...ties("a", "b")], { begins: "behind" });
    expect(behind.beyond([...executors(7), ...ties("new", "a")], false)).toEqual({
      executors: ties("new"),
      newTies: 0,
    });
    expect(behind.isThere).toBe(true);
    expect(behind.beyond([...executors(8), ...ties("late")], false).executors).toEqual([
      ...executors(8),
      ...ties("late"),
    ]);
    const gone = wayBack([...executors(6), ...ties("a", "b")]);
    expect(gone.beyond([...ties("a", "new"), ...executors(4)], false)).toEqual({
      executors: [...ties("new"), ...executors(4)],
      newTies: 0,
    });
  });
});

describe("the way back among more ties than are remembered", () => {
  const many = ties(...Array.from({ length: 101 }, (_, index) => String(index)));
  const [first = executor(5)] = many;

  it("goes on behind the last one, and takes none before it for new", () => {
    const way = wayBack(many);
    expect(way.beyond([first, ...many.slice(-1), ...ties("next")], false)).toEqual({
      executors: ties("next"),
      newTies: 0,
    });
    expect(way.beyond(executors(4), true).executors).toEqual(executors(4));
  });

  it("needs the last one and nothing older than it", () => {
    const page = [...many.slice(-1), ...executors(4)];
    expect(wayBack(many).beyond(page, true).executors).toEqual(executors(4));
    expect(wayBack(many).beyond([first, ...page], true).executors).toEqual(executors(4));
  });

  it("goes on looking while only ties come, and is lost with the last page or an older executor", () => {
    const way = wayBack(many);
    expect(way.beyond([first], false)).toEqual({ executors: [], newTies: 0 });
    expect(way.isThere).toBe(false);
    expect(() => way.beyond([first], true)).toThrow(lost);
    expect(() => wayBack(many).beyond(executors(4), false)).toThrow(lost);
  });
});
