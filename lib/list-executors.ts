import type { ExecutorState, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import { executorListing } from "./executor-listing.js";
import type { ExecutorSummary, StateOf } from "./executors/executor-summary.js";
import { newestFirst } from "./executors/newest-first.js";
import {
  listExecutorsOptions,
  type ListExecutorsConfig,
  type ListExecutorsInput,
  type ListExecutorsOptions,
} from "./list-executors-options.js";
import { Paginator } from "./pagination/paginator.js";
import { readPages, type ReadPage } from "./pagination/read-pages.js";

/**
 * A page in the shape of the SDK, with `ExecutorsSummary` always an array, filtered. A page that was cut by `maxItems`
 * or `startedAfter` is the last one and has no `NextToken`, which would skip what was cut.
 */
export type ExecutorPage<State extends ExecutorState | undefined = ExecutorState | undefined> = Omit<
  ListExecutorsCommandOutput,
  "ExecutorsSummary"
> & { ExecutorsSummary: ExecutorSummary<State>[] };

/** The executors of a session. It is lazy, and every iteration starts a fresh listing. */
export interface ExecutorPaginator<
  State extends ExecutorState | undefined = ExecutorState | undefined,
> extends AsyncIterable<ExecutorSummary<State>> {
  /** The listing page by page, also the pages that the filter has emptied. */
  pages(): AsyncIterable<ExecutorPage<State>>;
  /**
   * Every executor, newest first: sorted by start time, without start time first, ties in the service's order. With
   * `maxItems`, of the executors that were collected.
   */
  toArray(): Promise<ExecutorSummary<State>[]>;
}

/**
 * Lists the executors of a session of Amazon Athena for Apache Spark, newest first, as the service does.
 *
 * Nothing is sent before the first `next()`. Every call waits for the throttle and is retried as `config` says. Errors
 * of the service come as the SDK's own; leaving a loop early stops what is in flight.
 *
 * @param config - the client and how to list; it is not changed, nor is the client.
 * @param input - the session and the states to list; it is not changed.
 * @throws TypeError at the call, before any request, if an option is missing or out of range.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { listExecutors } from "athena-executors";
 *
 * const executors = listExecutors({ client: new AthenaClient({}) }, { SessionId: "my-session" });
 *
 * for await (const { ExecutorId, ExecutorState } of executors) {
 *   console.log(ExecutorId, ExecutorState);
 * }
 * ```
 */
export function listExecutors<const Filter extends ExecutorState | readonly ExecutorState[] | undefined = undefined>(
  config: ListExecutorsConfig,
  input: ListExecutorsInput<Filter>,
): ExecutorPaginator<StateOf<Filter>> {
  // The states were asked for, and the sieve lets no other through: the narrowing is true by construction.
  return new SessionExecutors(listExecutorsOptions(config, input)) as ExecutorPaginator as never;
}

class SessionExecutors
  extends Paginator<ListExecutorsCommandOutput, ExecutorSummary, ExecutorPage>
  implements ExecutorPaginator
{
  constructor(options: ListExecutorsOptions) {
    super({
      open: (left, reporter) => readPages(executorListing(options, left, reporter), reporter),
      toPage,
      signal: options.signal,
      onEvent: options.onEvent,
    });
  }

  override async toArray(): Promise<ExecutorSummary[]> {
    return (await super.toArray()).sort(newestFirst);
  }
}

function toPage({ output, items, nextToken }: ReadPage<ListExecutorsCommandOutput, ExecutorSummary>): ExecutorPage {
  return { ...output, NextToken: nextToken, ExecutorsSummary: [...items] };
}
