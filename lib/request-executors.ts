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

/** What came: the service's answer, with a list of executors that was checked. */
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
    ...(state !== undefined && { ExecutorStateFilter: state }),
    ...(token !== undefined && { NextToken: token }),
  });
  const answer = (await calls.send(command)) as ListExecutorsCommandOutput;
  const nextToken = nextTokenOf(LIST_EXECUTORS, "NextToken", answer.NextToken);
  return { output: { ...answer, ExecutorsSummary: executorsOnPage(answer) }, nextToken };
}
