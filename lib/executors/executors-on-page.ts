import type { ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import type { ExecutorSummary } from "./executor-summary.js";

/** What the service calls the operation. */
export const LIST_EXECUTORS = "ListExecutors";

/**
 * Returns the executors in an answer of the service. A missing list is an empty page if the answer has the `SessionId`
 * that the model requires.
 *
 * @throws UnexpectedResponseError if the answer has neither, or if the list is not one of executors.
 */
export function executorsOnPage({ SessionId, ExecutorsSummary }: ListExecutorsCommandOutput): ExecutorSummary[] {
  const list: unknown = ExecutorsSummary ?? undefined;
  if (list === undefined) {
    if (typeof SessionId === "string") return [];
    throw new UnexpectedResponseError(LIST_EXECUTORS, "SessionId", "a string", SessionId);
  }
  if (!Array.isArray(list)) throw new UnexpectedResponseError(LIST_EXECUTORS, "ExecutorsSummary", "a list", list);
  for (let index = 0; index < list.length; index += 1) checkExecutor(list[index], index);
  return list as ExecutorSummary[];
}

function checkExecutor(executor: unknown, index: number): void {
  const id = (executor as ExecutorSummary | null | undefined)?.ExecutorId;
  if (typeof id === "string" && id !== "") return;
  const member = `ExecutorsSummary[${String(index)}]`;
  if (typeof executor !== "object" || executor === null) {
    throw new UnexpectedResponseError(LIST_EXECUTORS, member, "an executor", executor);
  }
  throw new UnexpectedResponseError(LIST_EXECUTORS, `${member}.ExecutorId`, "a non-empty string", id);
}
