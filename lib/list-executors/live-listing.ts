import type { restartOnDeadToken } from "../athena/dead-token.js";
import { LARGEST_PAGE } from "../athena/limits.js";
import { requestExecutors, type ExecutorsResponse } from "../athena/list-executors-call.js";
import type { CallSeries } from "../calls/call-series.js";
import { isLive, LIVE_STATES, type LiveState } from "../executors/executor-states.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { newestFirst } from "../executors/executor-times.js";
import { walkExecutors } from "./walk-executors.js";

/** The calls of a listing of live executors. */
export interface LiveListing {
  readonly calls: CallSeries;
  readonly sessionId: string;
  /** Executors on the first, unfiltered page. */
  readonly pageSize: number;
  /** Prepares for a restart after the service refused one of its own tokens, or returns `false`. */
  readonly restart: ReturnType<typeof restartOnDeadToken>;
}

/**
 * Reads the live executors of a session as one page, newest first.
 *
 * One call suffices if the whole listing fits on its first page. Otherwise one listing for each live state follows, in
 * the order of the life cycle, so that an executor that moves forward during the listing is found in one of them.
 */
export async function requestLiveExecutors(listing: LiveListing): Promise<ExecutorsResponse> {
  const { calls, sessionId, pageSize } = listing;
  const first = await requestExecutors(calls, { sessionId, state: undefined, pageSize, token: undefined });
  if (first.nextToken === undefined) return first;
  const found = new Map<string, ExecutorSummary>();
  addUnseen(found, first.output.ExecutorsSummary);
  for (const state of LIVE_STATES) await readState(listing, state, found);
  const executors = [...found.values()].sort(newestFirst);
  return { output: { ...first.output, NextToken: undefined, ExecutorsSummary: executors }, nextToken: undefined };
}

async function readState(
  { calls, sessionId, restart }: LiveListing,
  state: LiveState,
  found: Map<string, ExecutorSummary>,
): Promise<void> {
  const pages = walkExecutors(
    (token) => requestExecutors(calls, { sessionId, state, pageSize: LARGEST_PAGE, token }),
    restart,
  );
  for await (const { source } of pages) addUnseen(found, source.output.ExecutorsSummary);
}

/** Adds live executors that are not yet found. The state in which one is first seen counts. */
function addUnseen(found: Map<string, ExecutorSummary>, executors: readonly ExecutorSummary[]): void {
  for (const executor of executors) {
    if (isLive(executor) && !found.has(executor.ExecutorId)) found.set(executor.ExecutorId, executor);
  }
}
