import { ListExecutorsCommand, type ExecutorState, type ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import { executorsOnPage, LIST_EXECUTORS } from "./executors/executors-on-page.js";
import type { CallSeries } from "./middleware/call-series.js";
import { nextTokenOf } from "./pagination/next-token.js";
import type { TokenPage } from "./pagination/walk-pages.js";

/** Which executors one call asks for. */
export interface ExecutorsRequest {
  readonly sessionId: string;
  readonly state: ExecutorState | undefined;
  readonly pageSize: number;
  readonly token: string | undefined;
}

/** What the service answered, the executors in it, and the page size that it was asked for. */
export interface ExecutorsAnswer {
  readonly answer: ListExecutorsCommandOutput;
  readonly executors: readonly ExecutorSummary[];
  readonly pageSize: number;
}

/** Asks for one page of a session's executors. */
export async function requestExecutors(
  calls: CallSeries,
  { sessionId, state, pageSize, token }: ExecutorsRequest,
): Promise<TokenPage<ExecutorsAnswer>> {
  const command = new ListExecutorsCommand({
    SessionId: sessionId,
    MaxResults: pageSize,
    ...(state !== undefined && { ExecutorStateFilter: state }),
    ...(token !== undefined && { NextToken: token }),
  });
  const answer = (await calls.send(command)) as ListExecutorsCommandOutput;
  const executors = executorsOnPage(answer.ExecutorsSummary);
  const nextToken = nextTokenOf(LIST_EXECUTORS, "NextToken", answer.NextToken);
  return { output: { answer, executors, pageSize }, token, nextToken };
}
