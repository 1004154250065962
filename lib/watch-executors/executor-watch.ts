import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import type { PaginationIterable } from "../pagination/pagination-iterable.js";

/** An executor that a watch had not seen before. */
export interface ExecutorJoined {
  /** The executor is new. It may be in any state. */
  readonly type: "joined";
  /** As the service lists it: the SDK's object itself. It may have ended already. */
  readonly executor: ExecutorSummary;
  /** A new executor has no previous state. */
  readonly previous: undefined;
  /** Whether the first poll showed it. */
  readonly initial: boolean;
}

/** An executor that a watch has seen in another state before. */
export interface ExecutorChanged {
  /** The state of the executor has changed. */
  readonly type: "changed";
  /** As the service lists it now: the SDK's object itself. */
  readonly executor: ExecutorSummary;
  /** The state in which it was last seen; `undefined` if the service gave none. */
  readonly previous: ExecutorState | undefined;
  /** Whether the first poll showed it, which listed the executor twice. */
  readonly initial: boolean;
}

/** A change of an executor. */
export type ExecutorChange = ExecutorJoined | ExecutorChanged;

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
