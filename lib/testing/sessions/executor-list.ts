import type { Sliceable } from "../paging/paging.js";
import type { LocalExecutor } from "./local-session.js";

/** The executors of one session, in listing order. */
export interface ExecutorList {
  /** Returns all executors, or those in one state. Valid until the next change. */
  inState(state: string | undefined): Sliceable<LocalExecutor>;
  has(executorId: string | undefined): boolean;
  join(executor: LocalExecutor): void;
  /** Changes an executor of the list. */
  change(members: LocalExecutor): void;
}

/** Executors in memory, sorted once. The lists by state are cached until the next change. */
export class HeldExecutors implements ExecutorList {
  readonly #all: LocalExecutor[];
  readonly #isSorted: boolean;
  readonly #byState = new Map<string, readonly LocalExecutor[]>();

  constructor(executors: readonly LocalExecutor[], isSorted: boolean) {
    this.#all = [...executors];
    this.#isSorted = isSorted;
    // Two executors without start time compare as NaN, which `sort` treats as a tie.
    if (isSorted) this.#all.sort((one, other) => startOf(other) - startOf(one));
  }

  inState(state: string | undefined): readonly LocalExecutor[] {
    if (state === undefined) return this.#all;
    const known = this.#byState.get(state);
    if (known !== undefined) return known;
    const filtered = this.#all.filter(({ ExecutorState }) => ExecutorState === state);
    this.#byState.set(state, filtered);
    return filtered;
  }

  has(executorId: string | undefined): boolean {
    return this.#all.some(({ ExecutorId }) => ExecutorId === executorId);
  }

  join(executor: LocalExecutor): void {
    this.#byState.clear();
    const place = this.#isSorted ? this.#all.findIndex((other) => startOf(other) <= startOf(executor)) : 0;
    this.#all.splice(place === -1 ? this.#all.length : place, 0, executor);
  }

  change(members: LocalExecutor): void {
    this.#byState.clear();
    const index = this.#all.findIndex(({ ExecutorId }) => ExecutorId === members.ExecutorId);
    const before = this.#all[index];
    const after = { ...before, ...members };
    if (this.#isSorted && after.StartDateTime !== before?.StartDateTime) {
      this.#all.splice(index, 1);
      this.join(after);
    } else this.#all[index] = after;
  }
}

/** An executor without start time counts as newest. */
function startOf({ StartDateTime }: LocalExecutor): number {
  return StartDateTime ?? Infinity;
}
