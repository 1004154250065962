import { describe, expect, it } from "vitest";
import { checkStateFilter, isLiveState } from "../../lib/executors/executor-states.js";
import { isLive, LIVE_STATES } from "../../lib/index.js";

describe("isLive()", () => {
  it.each([
    ["CREATING", true],
    ["CREATED", true],
    ["REGISTERED", true],
    ["TERMINATING", true],
    ["TERMINATED", false],
    ["FAILED", false],
    ["A_NEW_STATE", true],
    ["toString", true],
    [undefined, true],
  ])("returns for %j: %j", (state, expected) => {
    expect(isLive({ ExecutorState: state as never })).toBe(expected);
    expect(isLiveState(state as never)).toBe(expected);
  });
});

it("LIVE_STATES has the states of live executors in life-cycle order", () => {
  expect(LIVE_STATES).toEqual(["CREATING", "CREATED", "REGISTERED", "TERMINATING"]);
});

describe("checkStateFilter", () => {
  const oneOf = "one of CREATING, CREATED, REGISTERED, TERMINATING, TERMINATED, FAILED";

  it.each(["FAILED", "LIVE", ["FAILED"], ["FAILED", "CREATED"]])("accepts %j", (filter) => {
    expect(() => {
      checkStateFilter("Filter", filter);
    }).not.toThrow();
  });

  it.each([
    ["BUSY", `Expected \`Filter\` to be ${oneOf}, LIVE, got \`BUSY\` (string)`],
    ["toString", `Expected \`Filter\` to be ${oneOf}, LIVE, got \`toString\` (string)`],
    [5, `Expected \`Filter\` to be ${oneOf}, LIVE, got \`5\` (number)`],
    [["LIVE"], `Expected \`Filter[0]\` to be ${oneOf}, got \`LIVE\` (string)`],
    [[], "Expected `Filter` to be one state or a non-empty array of them, got `[]` (array)"],
    [[["FAILED"]], `Expected \`Filter[0]\` to be ${oneOf}, got \`[FAILED]\` (array)`],
    [["FAILED", "BUSY"], `Expected \`Filter[1]\` to be ${oneOf}, got \`BUSY\` (string)`],
  ])("refuses %j", (filter, message) => {
    expect(() => {
      checkStateFilter("Filter", filter);
    }).toThrow(new TypeError(message));
  });
});
