import { joinedSlices, type Sliceable } from "../paging/paging.js";
import { HeldExecutors, type ExecutorList } from "./executor-list.js";
import type { LocalExecutor, LocalExecutorSource } from "./local-session.js";

/** Executors of a source, behind those that joined later. Only joined and changed executors are kept in memory. */
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

const SCAN_SIZE = 1000;

/** The executors of a source, with their changes. They never move. */
export class MadeExecutors {
  readonly #source: LocalExecutorSource;
  /** Changed executors by position. */
  readonly #changed = new Map<number, LocalExecutor>();
  /** Known positions by id, so that only the first change of an executor scans the source. */
  readonly #positions = new Map<string | undefined, number>();
  /** Positions and not executors, because a million of them may be in one state. */
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

  /** Changes an executor of the source. */
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

  /** Returns the position of an executor, or -1. */
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
    for (let start = 0; start < this.#source.length; start += SCAN_SIZE)
      for (const [index, executor] of this.#slice(start, start + SCAN_SIZE).entries()) yield [start + index, executor];
  }
}

/** A sorted set of positions. */
export class Positions {
  readonly sorted: number[] = [];

  /** Adds a position that is greater than all others. */
  push(position: number): void {
    this.sorted.push(position);
  }

  /** Adds a position that is not in the set. */
  insert(position: number): void {
    const index = this.sorted.findIndex((other) => other > position);
    this.sorted.splice(index === -1 ? this.sorted.length : index, 0, position);
  }

  /** Removes a position that is in the set. */
  remove(position: number): void {
    this.sorted.splice(this.sorted.indexOf(position), 1);
  }
}
