import type { SessionState } from "@aws-sdk/client-athena";
import type { ExecutorChange } from "./executor-change.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import type { PaginationIterable } from "../pagination/pagination-iterable.js";

/** One look at a session: its live executors, and what has changed since the poll before. */
export interface ExecutorPoll {
  /** When the executors had been listed. */
  readonly at: Date;
  /** The live executors that are listed, newest first, executors without start time first. */
  readonly live: ExecutorSummary[];
  /** What has changed since the poll before, oldest first; of the first poll, every executor as `joined`. */
  readonly changes: ExecutorChange[];
  /**
   * The state of the session, on polls that asked for it: those without live executors, and every 20th. A session that
   * has ended while an executor is still listed as live is yours to leave.
   */
  readonly sessionState?: SessionState | undefined;
}

/** The changes of a session's executors. Every iteration is a watch of its own. */
export interface ExecutorWatch extends PaginationIterable<ExecutorChange> {
  /** Every poll, also one without a change. */
  polls(): PaginationIterable<ExecutorPoll>;
}
