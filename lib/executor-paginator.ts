import type { ExecutorState, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import type { PaginationIterable } from "./pagination/pagination-iterable.js";

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
   * meanwhile is newer and is not part of it, nor is what looks like that: what is newer and right behind a cursor.
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
