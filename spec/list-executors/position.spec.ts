import { describe, expect, it } from "vitest";
import type { ExecutorSummary } from "../../lib/executors/executor-summary.js";
import { startMilliseconds } from "../../lib/executors/executor-times.js";
import { Beyond, positionAfter, START, type Position } from "../../lib/list-executors/position.js";
import { hash } from "../../lib/common/fingerprint.js";
import { executor } from "../support/executors.js";

const time = (number: number): number => startMilliseconds(executor(number));
const hashed = (...ids: string[]): string[] => ids.map(hash);

/** Creates executors: `5` and `5a` have the start time 5, `a` has none. */
function listed(...names: readonly string[]): ExecutorSummary[] {
  return names.map((ExecutorId) => {
    const number = parseInt(ExecutorId, 10);
    return { ExecutorId, ...(!Number.isNaN(number) && { StartDateTime: executor(number).StartDateTime }) };
  });
}

function after(...names: readonly string[]): Position {
  return positionAfter(START, listed(...names));
}

describe("positionAfter", () => {
  const cases: readonly [names: string, expected: Partial<Position>][] = [
    ["", START],
    ["a b", { time: Infinity, ties: [], startless: hashed("a", "b"), isDisordered: false }],
    ["5", { time: time(5), ties: hashed("5"), startless: [], isDisordered: false }],
    ["a 5 4", { time: time(4), ties: hashed("4"), startless: hashed("a"), isDisordered: false }],
    ["5 5a 5b", { time: time(5), ties: hashed("5", "5a", "5b"), isDisordered: false }],
    ["6 5 a 5a", { time: time(5), ties: hashed("5", "5a"), startless: hashed("a"), isDisordered: false }],
    ["5 5a a 4 b", { time: time(4), ties: hashed("4"), startless: hashed("a", "b"), isDisordered: false }],
    ["5 a 6", { time: time(6), isDisordered: true }],
    ["5 6 4", { time: time(4), isDisordered: true }],
  ];

  it.each(cases)("of %j has the time, the ties, the startless ids and the order", (names, expected) => {
    const all = names === "" ? [] : names.split(" ");
    expect(after(...all)).toMatchObject(expected);
    const oneByOne = listed(...all).reduce((position, one) => positionAfter(position, [one]), START);
    expect(oneByOne).toEqual(after(...all));
  });

  it.each(["5", ""])("remembers the last hundred ids of each kind, start time %j", (kind) => {
    const names = Array.from({ length: 250 }, (_, index) => (kind === "" ? `a${index}` : `${kind}x${index}`));
    const { ties, startless } = names.reduce((position, name) => positionAfter(position, listed(name)), START);
    expect(kind === "" ? startless : ties).toEqual(hashed(...names.slice(-100)));
    expect(kind === "" ? ties : startless).toEqual([]);
    expect(positionAfter(START, listed(...names))).toMatchObject(kind === "" ? { startless } : { ties });
  });

  it("returns the same position if there are no executors", () => {
    const position = after("5");
    expect(positionAfter(position, [])).toBe(position);
  });
});

describe("Beyond", () => {
  /** Returns the unseen executors and the duplicates of a listing. */
  function judged(
    position: Position,
    reading: string,
    { seen = "", skipsStartless = false } = {},
  ): { unseen: string; duplicates: string; isReached: boolean } {
    const beyond = new Beyond(position, skipsStartless);
    const ids = new Set(seen.split(" "));
    const found = listed(...reading.split(" ")).map((one) => {
      const isSeen = ids.has(one.ExecutorId);
      ids.add(one.ExecutorId);
      return [one.ExecutorId, beyond.judge(one, isSeen)] as const;
    });
    const of = (kind: string): string => found.flatMap(([id, sighting]) => (sighting === kind ? id : [])).join(" ");
    return { unseen: of("unseen"), duplicates: of("duplicate"), isReached: beyond.isReached };
  }

  const resumed: readonly [what: string, examined: string, reading: string, unseen: string][] = [
    ["older executors", "6 5", "6 5 4 3", "4 3"],
    ["no executors that joined later", "6 5", "9 8 6 5 4", "4"],
    ["unknown ties in any order", "5 5a", "6 5b 5a 5c 5 4", "5b 5c 4"],
    ["unknown startless executors anywhere", "a 5", "b a 6 5 c 4 d", "b c 4 d"],
    ["all but known startless executors if the position has no time", "a b", "c 9 b 8 a 7", "c 9 8 7"],
    ["no startless executor that got a start time since", "a b 5", "9 a 5 b 4", "4"],
    ["newer executors after one that is not newer", "6 5", "9 5 8 7 4", "8 7 4"],
    ["newer executors after an older one that came first", "6 5", "3 6", "3 6"],
    ["the rest if the executors of the position are gone", "6 5", "9 4 3", "4 3"],
  ];

  it.each(resumed)("passes %s", (_what, examined, reading, unseen) => {
    const position = after(...examined.split(" "));
    expect(judged(position, reading)).toMatchObject({ unseen, isReached: true });
  });

  it("recognizes startless executors by id, and reports moved ones", () => {
    const position = after("a", "5");
    const beyond = new Beyond(position, false);
    const moved = (number: number): ExecutorSummary => ({ ...executor(number), ExecutorId: "a" });
    expect(beyond.judge(moved(9), false)).toBe("skipped");
    expect(new Beyond(position, false).judge(moved(3), false)).toBe("duplicate");
    expect(new Beyond(after("a"), false).judge(moved(3), false)).toBe("skipped");
  });

  it("reports only duplicates within one listing", () => {
    const position = after("a", "6", "5", "5a");
    expect(judged(position, "a 6 5 5a 4 3 4", { seen: "a 6 5 5a" })).toEqual({
      unseen: "4 3",
      duplicates: "4",
      isReached: true,
    });
  });

  it("uses only ids under disorder", () => {
    const position = after("a", "5", "6");
    expect(judged(position, "9 a 6 5 8 b", { seen: "a 5 6" })).toEqual({
      unseen: "9 8 b",
      duplicates: "",
      isReached: false,
    });
  });

  it("leaves out executors without start time that the caller's token skips", () => {
    expect(judged(after("5"), "a 6 5 b 4", { skipsStartless: true }).unseen).toBe("b 4");
    expect(judged(after("5"), "a 6 5 b 4").unseen).toBe("a b 4");
  });
});
