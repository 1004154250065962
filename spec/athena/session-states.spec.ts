import { expect, it } from "vitest";
import { sessionStates } from "../../lib/athena/session-states.js";

/** Calls with an untyped argument, as plain JavaScript can. */
const states = (filter: unknown): unknown => sessionStates("States", filter as undefined);

it.each([
  [undefined, [undefined]],
  ["IDLE", ["IDLE"]],
  [["DEGRADED"], ["DEGRADED"]],
  [
    ["BUSY", "IDLE", "BUSY"],
    ["BUSY", "IDLE"],
  ],
])("The state filter %j requests %j", (filter, expected) => {
  expect(states(filter)).toEqual(expected);
});

it.each([["toString"], [null], [5], [{}], [[undefined]], [new Array(1)], [["IDLE", ["BUSY"]]]])(
  "The state filter %j is refused",
  (filter) => {
    expect(() => states(filter)).toThrow(/^Expected `States(\[\d\])?` to be one of CREATING, /);
  },
);

it("An empty array as a state filter is refused", () => {
  expect(() => states([])).toThrow(
    new TypeError("Expected `States` to be one state or a non-empty array of them, got `[]` (array)"),
  );
});
