import type { ExecutorState, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import type { ExecutorSummary, StateOf } from "./executors/executor-summary.js";
import { listExecutorsOptions, type ListExecutorsConfig, type ListExecutorsInput } from "./list-executors-options.js";
import type { PaginationIterable } from "./pagination/pagination-iterable.js";
import { SessionExecutors } from "./session-executors.js";

/**
 * A page in the shape of the SDK, with `ExecutorsSummary` always an array, filtered. A page that was cut by `maxItems`
 * or `startedAfter` is the last one and has no `NextToken`, which would skip what was cut.
 */
export type ExecutorPage<State extends ExecutorState | undefined = ExecutorState | undefined> = Omit<
  ListExecutorsCommandOutput,
  "ExecutorsSummary"
> & {
  /** The executors of the page that pass the filter, in the service's order. */
  ExecutorsSummary: ExecutorSummary<State>[];
  /**
   * Goes on after this page, as {@link ListExecutorsConfig.cursor}; after a page that was cut, with what was cut. It is
   * made when it is looked at.
   */
  readonly cursor: string;
};

/** An executor, and the way on after it. */
export interface ExecutorWithCursor<State extends ExecutorState | undefined = ExecutorState | undefined> {
  /** The executor as the service lists it. */
  executor: ExecutorSummary<State>;
  /** Goes on right after this executor, as {@link ListExecutorsConfig.cursor}. */
  cursor: string;
}

/** The executors of a session. It is lazy, and every iteration starts a fresh listing. */
export interface ExecutorPaginator<
  State extends ExecutorState | undefined = ExecutorState | undefined,
> extends PaginationIterable<ExecutorSummary<State>> {
  /**
   * Every executor with a cursor: to resume right after it, after an error, in another process, or tomorrow. What joined
   * meanwhile is newer and is not part of it.
   */
  withCursors(): PaginationIterable<ExecutorWithCursor<State>>;
  /** The listing page by page, also the pages that the filter has emptied. */
  pages(): PaginationIterable<ExecutorPage<State>>;
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
