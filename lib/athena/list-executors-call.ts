import { ListExecutorsCommand, type ExecutorState, type ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import type { CallSeries } from "../calls/call-series.js";
import { nextTokenOf } from "../pagination/output.js";
import type { TokenPage } from "../pagination/walk-pages.js";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";

/** The executors that a call requests. */
export interface ExecutorsRequest {
  readonly sessionId: string;
  readonly state: ExecutorState | undefined;
  readonly pageSize: number;
  readonly token: string | undefined;
}

/** The service's answer, with a checked list of executors. */
export type ExecutorsResponse = TokenPage<
  ListExecutorsCommandOutput & { readonly ExecutorsSummary: readonly ExecutorSummary[] }
>;

/** Asks for one page of a session's executors. */
export async function requestExecutors(
  calls: CallSeries,
  { sessionId, state, pageSize, token }: ExecutorsRequest,
): Promise<ExecutorsResponse> {
  const command = new ListExecutorsCommand({
    SessionId: sessionId,
    MaxResults: pageSize,
    ExecutorStateFilter: state,
    NextToken: token,
  });
  const answer = (await calls.send(command)) as ListExecutorsCommandOutput;
  const nextToken = nextTokenOf(LIST_EXECUTORS, "NextToken", answer.NextToken);
  return { output: { ...answer, ExecutorsSummary: executorsOnPage(answer) }, nextToken };
}

/** Name of the operation that lists executors. */
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
