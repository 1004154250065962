import { describe, expect, it } from "vitest";
import { KnownExecutors } from "../../lib/watch-executors/known-executors.js";
import { PollChanges } from "../../lib/watch-executors/poll-changes.js";
import { executor, executors, numbers } from "../support/executors.js";

/** Creates the memory of an earlier poll with these executors. */
function knowing(...seen: readonly ReturnType<typeof executor>[]): KnownExecutors {
  const known = new KnownExecutors();
  for (const one of seen) known.note(one);
  return known;
}

describe("A poll", () => {
  it("yields joins and changes, oldest first, and counts them", () => {
    const poll = new PollChanges(knowing(executor(1), executor(2)), { initial: false, history: true });
    expect(poll.see([executor(4), executor(3), executor(2)])).toBe(2);
    expect(poll.see([executor(1, "FAILED")])).toBe(1);
    expect(poll.see([executor(1, "FAILED")])).toBe(0);
    expect(poll.oldestFirst()).toEqual([
      { type: "changed", executor: executor(1, "FAILED"), previous: "REGISTERED", initial: false },
      { type: "joined", executor: executor(3), previous: undefined, initial: false },
      { type: "joined", executor: executor(4), previous: undefined, initial: false },
    ]);
  });

  it("keeps the changes of an executor together and in order", () => {
    const poll = new PollChanges(knowing(), { initial: true, history: true });
    poll.see([executor(1, "CREATED"), executor(2), executor(1)]);
    expect(poll.oldestFirst()).toEqual([
      { type: "joined", executor: executor(1, "CREATED"), previous: undefined, initial: true },
      { type: "changed", executor: executor(1), previous: "CREATED", initial: true },
      { type: "joined", executor: executor(2), previous: undefined, initial: true },
    ]);
  });

  it("sorts an executor by its last start time", () => {
    const poll = new PollChanges(knowing(), { initial: false, history: true });
    poll.see([{ ...executor(1, "CREATING"), StartDateTime: undefined }, executor(2), executor(1)]);
    expect(numbers(poll.oldestFirst().map((change) => change.executor))).toEqual([1, 1, 2]);
  });

  it("misses the live executors that it has not read", () => {
    const poll = new PollChanges(knowing(executor(1), executor(2), executor(3, "FAILED")), {
      initial: false,
      history: true,
    });
    expect(poll.missing).toEqual(new Set(["executor-1", "executor-2"]));
    poll.see([executor(2)]);
    expect(poll.missing).toEqual(new Set(["executor-1"]));
  });

  it("ignores live states of ended executors on filtered pages", () => {
    const poll = new PollChanges(knowing(executor(1, "TERMINATED"), executor(2, "CREATED")), {
      initial: false,
      history: true,
    });
    expect(poll.seeFiltered([executor(3), executor(2), executor(1)])).toBe(2);
    expect(numbers(poll.oldestFirst().map((change) => change.executor))).toEqual([2, 3]);
  });

  it("decides whether later pages can have new executors", () => {
    const poll = new PollChanges(knowing(executor(1), executor(2)), { initial: false, history: true });
    poll.see([...executors(4, 3), executor(2, "FAILED"), executor(1)]);
    expect([poll.mayGoOnBehind(executors(4, 3)), poll.mayGoOnBehind([])]).toEqual([true, true]);
    expect([poll.mayGoOnBehind(executors(3, 2)), poll.mayGoOnBehind([executor(4), executor(1)])]).toEqual([
      false,
      false,
    ]);
    expect(poll.mayGoOnBehind([executor(4), executor(3), executor(1)])).toBe(false);
    // An executor without start time is listed before all that join.
    expect(poll.mayGoOnBehind([executor(1), executor(4)])).toBe(true);
    // This executor joined and changed during the poll.
    poll.see([executor(4, "FAILED")]);
    expect(poll.mayGoOnBehind([executor(4)])).toBe(true);
  });
});

describe("A missing executor can be found", () => {
  it.each([
    ["CREATING", ["CREATING", "REGISTERED"]],
    ["CREATED", ["CREATED", "REGISTERED"]],
    ["REGISTERED", ["REGISTERED"]],
    ["TERMINATING", ["TERMINATING"]],
  ] as const)("in the states for a last state of %s: %j", (last, expected) => {
    const poll = new PollChanges(knowing(executor(1, last)), { initial: false, history: true });
    const states = ["CREATING", "CREATED", "REGISTERED", "TERMINATING", "TERMINATED", "FAILED"] as const;
    expect(states.filter((state) => poll.mayFindIn(state))).toEqual(expected);
  });

  it("only in states of missing executors", () => {
    const poll = new PollChanges(knowing(executor(1, "TERMINATING"), executor(2)), { initial: false, history: true });
    expect([poll.mayFindIn("TERMINATING"), poll.mayFindIn("REGISTERED")]).toEqual([true, true]);
    expect(new PollChanges(knowing(), { initial: false, history: true }).mayFindIn("REGISTERED")).toBe(false);
  });
});
