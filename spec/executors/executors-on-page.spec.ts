import { expect, it } from "vitest";
import { executorsOnPage } from "../../lib/executors/executors-on-page.js";
import { isUnexpectedResponseError } from "../../lib/index.js";
import { executors } from "../support/executors.js";

it("gives the list itself, and an empty one where there is none", () => {
  const list = executors(2);
  expect(executorsOnPage(list)).toBe(list);
  expect([executorsOnPage(undefined), executorsOnPage(null)]).toEqual([[], []]);
});

it.each([
  [{ length: 0 }, "ExecutorsSummary", "a list"],
  ["text", "ExecutorsSummary", "a list"],
  [[...executors(1), null], "ExecutorsSummary[1]", "an executor"],
  [[undefined], "ExecutorsSummary[0]", "an executor"],
  [["text"], "ExecutorsSummary[0]", "an executor"],
  [[{}], "ExecutorsSummary[0].ExecutorId", "a non-empty string"],
  [[{ ExecutorId: "" }], "ExecutorsSummary[0].ExecutorId", "a non-empty string"],
  [[{ ExecutorId: 5 }], "ExecutorsSummary[0].ExecutorId", "a non-empty string"],
])("%j is not what the service promises", (list, member, promise) => {
  let thrown: unknown;
  try {
    executorsOnPage(list);
  } catch (error) {
    thrown = error;
  }
  expect(isUnexpectedResponseError(thrown) && [thrown.operation, thrown.member]).toEqual(["ListExecutors", member]);
  expect((thrown as Error).message).toContain(`Expected ListExecutors to return ${promise} in \`${member}\``);
});
