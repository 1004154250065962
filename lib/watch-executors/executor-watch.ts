import type { SessionState } from "@aws-sdk/client-athena";
import type { ExecutorChange } from "./executor-change.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import type { PaginationIterable } from "../pagination/pagination-iterable.js";

/** One poll of a session: its live executors, and the changes since the poll before. */
export interface ExecutorPoll {
  /** Time at which the listing was complete. */
  readonly at: Date;
  /** The live executors that are listed, newest first, executors without start time first. */
  readonly live: ExecutorSummary[];
  /** Changes since the poll before, oldest first. The first poll reports every executor as `joined`. */
  readonly changes: ExecutorChange[];
  /**
   * State of the session. Polls ask for it if no executor is live, and every 20th time. The watch does not end while an
   * executor of an ended session is listed as live.
   */
  readonly sessionState?: SessionState | undefined;
}

/** The changes of a session's executors. Every iteration is a fresh watch. */
export interface ExecutorWatch extends PaginationIterable<ExecutorChange> {
  /** Yields every poll, including polls without changes. */
  polls(): PaginationIterable<ExecutorPoll>;
}
