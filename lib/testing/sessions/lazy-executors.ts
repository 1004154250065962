import { joinedSlices } from "../paging/joined-slices.js";
import type { Sliceable } from "../paging/sliceable.js";
import type { ExecutorList } from "./executor-list.js";
import { HeldExecutors } from "./held-executors.js";
import type { LocalExecutor } from "./local-executor.js";
import { MadeExecutors } from "./made-executors.js";
import type { LocalExecutorSource } from "./local-session.js";

/** Executors that a source makes, behind those that joined later: only these and the changed ones are held in memory. */
export class LazyExecutors implements ExecutorList {
  readonly #joined: HeldExecutors;
  readonly #made: MadeExecutors;

  constructor(source: LocalExecutorSource, isSorted: boolean) {
    this.#joined = new HeldExecutors([], isSorted);
    this.#made = new MadeExecutors(source);
  }

  inState(state: string | undefined): Sliceable<LocalExecutor> {
    return joinedSlices(this.#joined.inState(state), this.#made.inState(state));
  }

  has(executorId: string | undefined): boolean {
    return this.#joined.has(executorId) || this.#made.has(executorId);
  }

  join(executor: LocalExecutor): void {
    this.#joined.join(executor);
  }

  change(members: LocalExecutor): void {
    if (this.#joined.has(members.ExecutorId)) this.#joined.change(members);
    else this.#made.change(members);
  }
}
