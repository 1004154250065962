import type { ExecutorState, SessionSummary } from "@aws-sdk/client-athena";
import type { ExecutorPage } from "../list-executors/executor-paginator.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import type { PaginationIterable } from "../pagination/pagination-iterable.js";

/** An executor, and the session that it belongs to. Unlike in a listing of one session it is an object of its own. */
export type SessionExecutor<State extends ExecutorState | undefined = ExecutorState | undefined> =
  ExecutorSummary<State> & {
    /** The session that the executor belongs to. */
    SessionId: string;
  };

/** A page of one of the sessions. */
export type WorkGroupExecutorPage<State extends ExecutorState | undefined = ExecutorState | undefined> = Omit<
  ExecutorPage<State>,
  "cursor" | "SessionId" | "ExecutorsSummary"
> & {
  /** The session that the page is of. */
  SessionId: string;
  /** That session as the service listed it when the sweep came to it. */
  Session: SessionSummary;
  /** Whether this is the last page of its session. A page that `maxItems` truncates is not. */
  isLast: boolean;
  /** The executors of the page that pass the filter, newest first. */
  ExecutorsSummary: SessionExecutor<State>[];
};

/** The executors of a workgroup: of several sessions side by side, within each session newest first. */
export interface WorkGroupExecutorPaginator<
  State extends ExecutorState | undefined = ExecutorState | undefined,
> extends PaginationIterable<SessionExecutor<State>> {
  /** Page by page, each of one session; also the pages that the filter has emptied. */
  pages(): PaginationIterable<WorkGroupExecutorPage<State>>;
  /** Every executor, in the order in which they came. */
  toArray(): Promise<SessionExecutor<State>[]>;
}
