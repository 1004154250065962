import type { Sliceable } from "../paging/sliceable.js";
import type { LocalExecutor } from "./local-executor.js";
import type { LocalExecutorSource } from "./local-session.js";
import { Positions } from "./positions.js";

const scanSize = 1000;

/** The executors of a source and what has changed of them. None of them ever moves. */
export class MadeExecutors {
  readonly #source: LocalExecutorSource;
  /** What has changed, by position. */
  readonly #changed = new Map<number, LocalExecutor>();
  /** The positions of executors that were looked for, so that only the first change of one takes a scan. */
  readonly #positions = new Map<string | undefined, number>();
  /** Positions instead of executors: a million of them may be in one state. */
  readonly #byState = new Map<string, Positions>();

  constructor(source: LocalExecutorSource) {
    this.#source = source;
  }

  inState(state: string | undefined): Sliceable<LocalExecutor> {
    const { length } = this.#source;
    if (state === undefined) return { length, slice: (start, end) => this.#slice(start, end) };
    const { sorted } = this.#inState(state);
    return {
      length: sorted.length,
      slice: (start, end) => sorted.slice(start, end).flatMap((position) => this.#slice(position, position + 1)),
    };
  }

  has(executorId: string | undefined): boolean {
    return this.#find(executorId) !== -1;
  }

  /** Changes an executor that the source has. */
  change(members: LocalExecutor): void {
    const position = this.#find(members.ExecutorId);
    const [before] = this.#slice(position, position + 1);
    const after = { ...before, ...members };
    this.#changed.set(position, after);
    if (before?.ExecutorState !== undefined) this.#byState.get(before.ExecutorState)?.remove(position);
    if (after.ExecutorState !== undefined) this.#byState.get(after.ExecutorState)?.insert(position);
  }

  #slice(start: number, end: number): readonly LocalExecutor[] {
    const made = this.#source.slice(start, end);
    if (this.#changed.size === 0) return made;
    return made.map((executor, index) => this.#changed.get(start + index) ?? executor);
  }

  #inState(state: string): Positions {
    const known = this.#byState.get(state);
    if (known !== undefined) return known;
    const positions = new Positions();
    for (const [position, { ExecutorState }] of this.#scan()) if (ExecutorState === state) positions.push(position);
    this.#byState.set(state, positions);
    return positions;
  }

  /** The position of an executor, or -1. */
  #find(executorId: string | undefined): number {
    const known = this.#positions.get(executorId);
    if (known !== undefined) return known;
    for (const [position, { ExecutorId }] of this.#scan())
      if (ExecutorId === executorId) {
        this.#positions.set(executorId, position);
        return position;
      }
    return -1;
  }

  *#scan(): Generator<[position: number, executor: LocalExecutor]> {
    for (let start = 0; start < this.#source.length; start += scanSize)
      for (const [index, executor] of this.#slice(start, start + scanSize).entries()) yield [start + index, executor];
  }
}
