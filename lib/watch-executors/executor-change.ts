import type { ExecutorState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../executors/executor-summary.js";

/** An executor that a watch had not seen before. */
export interface ExecutorJoined {
  /** It had not been seen before, in whatever state it is. */
  readonly type: "joined";
  /** As the service lists it: the SDK's object itself. It may have ended already. */
  readonly executor: ExecutorSummary;
  /** There is no state before. */
  readonly previous: undefined;
  /** Whether the first poll showed it: it is part of the inventory that a watch begins with. */
  readonly initial: boolean;
}

/** An executor that a watch has seen in another state before. */
export interface ExecutorChanged {
  /** It is in another state than before. */
  readonly type: "changed";
  /** As the service lists it now: the SDK's object itself. */
  readonly executor: ExecutorSummary;
  /** The state in which it was seen last; `undefined` where the service had said none. */
  readonly previous: ExecutorState | undefined;
  /** Whether the first poll showed it: the executor came twice while the inventory was read. */
  readonly initial: boolean;
}

/** What a watch tells of an executor. */
export type ExecutorChange = ExecutorJoined | ExecutorChanged;
