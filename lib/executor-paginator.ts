import type { ExecutorState, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import type { PaginationIterable } from "./pagination/pagination-iterable.js";

/**
 * A page in the shape of the SDK, with `ExecutorsSummary` always an array, filtered. A page truncated by `maxItems`
 * or `startedAfter` is the last one and has no `NextToken`, which would skip the rest of it.
 */
export type ExecutorPage<State extends ExecutorState | undefined = ExecutorState | undefined> = Omit<
  ListExecutorsCommandOutput,
  "ExecutorsSummary"
> & {
  /** The executors of the page that pass the filter, in the service's order. */
  ExecutorsSummary: ExecutorSummary<State>[];
  /**
   * Resumes after this page, as {@link ListExecutorsConfig.cursor}. If `maxItems` or `startedAfter` truncated the page,
   * resumes with the rest of it. Computed on first access.
   */
  readonly cursor: string;
};

/** An executor, and the cursor that resumes after it. */
export interface ExecutorWithCursor<State extends ExecutorState | undefined = ExecutorState | undefined> {
  /** The executor as the service lists it. */
  executor: ExecutorSummary<State>;
  /** Resumes right after this executor, as {@link ListExecutorsConfig.cursor}. */
  cursor: string;
}

/** The executors of a session. It is lazy, and every iteration starts a fresh listing. */
export interface ExecutorPaginator<
  State extends ExecutorState | undefined = ExecutorState | undefined,
> extends PaginationIterable<ExecutorSummary<State>> {
  /**
   * Each executor with a cursor that resumes right after it: after an error, in another process, or tomorrow. Executors
   * that joined since are left out, unless they have no start time or started when the last one did.
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
