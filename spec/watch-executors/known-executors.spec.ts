import { describe, expect, it } from "vitest";
import { KnownExecutors } from "../../lib/watch-executors/known-executors.js";
import { executor } from "../support/executors.js";

/** Stores this many ended executors in any order. Number 1 is the oldest. */
function knowing(count: number): KnownExecutors {
  const known = new KnownExecutors();
  for (let number = 1; number <= count; number += 2) known.note(executor(number, "TERMINATED"));
  for (let number = 2; number <= count; number += 2) known.note(executor(number, "TERMINATED"));
  return known;
}

const stateOf = (known: KnownExecutors, number: number): unknown => known.stateOf(`executor-${number}`);

describe("The memory of ended executors", () => {
  it("holds all of them up to 20 000", () => {
    const known = knowing(20_000);
    known.trim();
    expect(stateOf(known, 1)).toBe("TERMINATED");
  });

  it("holds the newest 10 000 of more, and treats the others as old", () => {
    const known = knowing(20_001);
    known.trim();
    expect(stateOf(known, 10_001)).toBeUndefined();
    expect(stateOf(known, 10_002)).toBe("TERMINATED");
    expect(known.note(executor(1, "TERMINATED"))).toBeUndefined();
    expect(known.note(executor(10_001, "TERMINATED"))).toBeUndefined();
    expect(known.note(executor(10_002, "FAILED"))).toEqual({ type: "changed", previous: "TERMINATED" });
    expect(known.note(executor(20_002, "TERMINATED"))).toEqual({ type: "joined", previous: undefined });
  });

  it("treats none as old during a listing", () => {
    const known = new KnownExecutors();
    for (let number = 25_000; number >= 1; number -= 1) {
      expect(known.note(executor(number, "TERMINATED"))).toEqual({ type: "joined", previous: undefined });
    }
  });

  it("holds all executors without start time", () => {
    const known = new KnownExecutors();
    const nameless = (number: number): { ExecutorId: string; ExecutorState: "FAILED" } => ({
      ExecutorId: `executor-${number}`,
      ExecutorState: "FAILED",
    });
    for (let number = 1; number <= 30_000; number += 1) known.note(nameless(number));
    known.trim();
    expect(stateOf(known, 1)).toBe("FAILED");
    expect(known.note(nameless(2))).toBeUndefined();
    expect(known.note(nameless(30_001))).toEqual({ type: "joined", previous: undefined });
  });

  it("does not treat a live executor of the same age as old", () => {
    const known = knowing(30_000);
    known.note(executor(0));
    known.trim();
    expect(known.followed).toEqual(new Set(["executor-0"]));
    expect(stateOf(known, 0)).toBe("REGISTERED");
    expect(known.note({ ...executor(-1), ExecutorState: "CREATED" })).toEqual({ type: "joined", previous: undefined });
    expect(known.note(executor(0, "FAILED"))).toEqual({ type: "changed", previous: "REGISTERED" });
  });

  it("grows by another 10 000 before it shrinks again", () => {
    const known = knowing(20_001);
    known.trim();
    for (let number = 20_002; number <= 30_001; number += 1) known.note(executor(number, "FAILED"));
    known.trim();
    expect(stateOf(known, 10_002)).toBe("TERMINATED");
    known.note(executor(30_002, "FAILED"));
    known.trim();
    expect(stateOf(known, 20_002)).toBeUndefined();
    expect(stateOf(known, 20_003)).toBe("FAILED");
  });
});

it("A lost executor is followed again when it is listed again", () => {
  const known = new KnownExecutors();
  known.note(executor(1));
  known.lose(["executor-1"]);
  expect(known.followed.size).toBe(0);
  expect(known.note(executor(1))).toBeUndefined();
  expect(known.followed).toEqual(new Set(["executor-1"]));
});

it("An executor has ended if its last known state has ended", () => {
  const known = new KnownExecutors();
  expect(known.hasEnded("executor-1")).toBe(false);
  known.note(executor(1));
  expect(known.hasEnded("executor-1")).toBe(false);
  known.note(executor(1, "FAILED"));
  expect(known.hasEnded("executor-1")).toBe(true);
});

it("An executor is lost if two polls in a row miss it", () => {
  const known = new KnownExecutors();
  for (const number of [1, 2]) known.note(executor(number));
  const [both, first] = [new Set(["executor-1", "executor-2"]), new Set(["executor-1"])];
  expect(known.areLiveListed).toBe(true);
  known.miss(first);
  expect(known.areLiveListed).toBe(true);
  known.miss(new Set());
  known.miss(both);
  expect(known.followed).toEqual(both);
  expect(known.areLiveListed).toBe(false);
  known.miss(first);
  expect(known.areLiveListed).toBe(true);
  expect(known.followed).toEqual(new Set(["executor-2"]));
  known.miss(new Set());
  known.miss(new Set(["executor-2"]));
  expect(known.followed.size).toBe(1);
});
