import type { Sliceable } from "../paging/sliceable.js";
import type { LocalExecutor } from "./local-executor.js";

/** The executors of one session, in the order in which they are listed. */
export interface ExecutorList {
  /** All executors, or those in one state. Good until the next change. */
  inState(state: string | undefined): Sliceable<LocalExecutor>;
  has(executorId: string | undefined): boolean;
  join(executor: LocalExecutor): void;
  /** Changes an executor that the list has. */
  change(members: LocalExecutor): void;
}
