import type { ExecutorState, SessionSummary } from "@aws-sdk/client-athena";
import type { ExecutorPage } from "../list-executors/executor-paginator.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import type { PaginationIterable } from "../pagination/pagination-iterable.js";

/** A copy of the service's executor, with the session that it belongs to. */
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
  /** The session of the page. */
  SessionId: string;
  /** The session as the service listed it before it was read. */
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
  /** Yields pages, each of one session, including pages that the filter has emptied. */
  pages(): PaginationIterable<WorkGroupExecutorPage<State>>;
  /** Collects every executor, in order of arrival. */
  toArray(): Promise<SessionExecutor<State>[]>;
}
