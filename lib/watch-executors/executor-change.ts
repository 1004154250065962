import type { ExecutorState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../executors/executor-summary.js";

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
