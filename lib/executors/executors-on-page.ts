import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import type { ExecutorSummary } from "./executor-summary.js";

/** What the service calls the operation. */
export const LIST_EXECUTORS = "ListExecutors";

/** The executors in an answer of the service, proved to be a list of executors. A missing list is an empty one. */
export function executorsOnPage(list: unknown): readonly ExecutorSummary[] {
  if (list === undefined || list === null) return [];
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
