import { expect, it } from "vitest";
import { executorsOnPage } from "../../lib/athena/list-executors-call.js";
import { isUnexpectedResponseError } from "../../lib/index.js";
import { executors } from "../support/executors.js";

const SessionId = "session";

/** Checks a response of any type. */
function read(answer: object): unknown {
  return executorsOnPage(answer as never);
}

it("A response with a list is valid with and without SessionId", () => {
  const list = executors(2);
  expect(read({ SessionId, ExecutorsSummary: list })).toBe(list);
  expect(read({ ExecutorsSummary: list })).toBe(list);
});

it.each([{}, { ExecutorsSummary: undefined }, { ExecutorsSummary: null }])(
  "A response with a SessionId and the list %j is an empty page",
  (answer) => {
    expect(read({ SessionId, ...answer })).toEqual([]);
  },
);

it.each([
  [{ SessionId, ExecutorsSummary: { length: 0 } }, "ExecutorsSummary", "a list"],
  [{ SessionId, ExecutorsSummary: "text" }, "ExecutorsSummary", "a list"],
  [{ ExecutorsSummary: [...executors(1), null] }, "ExecutorsSummary[1]", "an executor"],
  [{ ExecutorsSummary: [undefined] }, "ExecutorsSummary[0]", "an executor"],
  [{ ExecutorsSummary: ["text"] }, "ExecutorsSummary[0]", "an executor"],
  [{ ExecutorsSummary: [{}] }, "ExecutorsSummary[0].ExecutorId", "a non-empty string"],
  [{ ExecutorsSummary: [{ ExecutorId: "" }] }, "ExecutorsSummary[0].ExecutorId", "a non-empty string"],
  [{ ExecutorsSummary: [{ ExecutorId: 5 }] }, "ExecutorsSummary[0].ExecutorId", "a non-empty string"],
  [{}, "SessionId", "a string"],
  [[], "SessionId", "a string"],
  [{ NextToken: "t1" }, "SessionId", "a string"],
  [{ ExecutorsSummary: null }, "SessionId", "a string"],
  [{ SessionId: null }, "SessionId", "a string"],
  [{ SessionId: 5 }, "SessionId", "a string"],
  [{ message: "Service Unavailable" }, "SessionId", "a string"],
])("The response %j is refused", (answer, member, promise) => {
  let thrown: unknown;
  try {
    read(answer);
  } catch (error) {
    thrown = error;
  }
  expect(isUnexpectedResponseError(thrown) && [thrown.operation, thrown.member]).toEqual(["ListExecutors", member]);
  expect((thrown as Error).message).toContain(`Expected ListExecutors to return ${promise} in \`${member}\``);
});
