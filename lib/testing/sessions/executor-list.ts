import type { ExecutorsSummary } from "@aws-sdk/client-athena";

import type { Sliceable } from "../paging/page.js";
import type { LocalExecutorSource } from "./local-session.js";

type Executors = Sliceable<ExecutorsSummary>;

const scanSize = 1000;

/** The executors of one session, newest first. Sorting and filtering are done once and remembered: the data is given once. */
export class ExecutorList {
  readonly #all: Executors;
  readonly #byState = new Map<string, Executors>();

  constructor(executors: readonly ExecutorsSummary[] | LocalExecutorSource) {
    this.#all = isArray(executors) ? [...executors].sort(newestFirst) : executors;
  }

  /** All executors, or those in one state. */
  inState(state: string | undefined): Executors {
    if (state === undefined) return this.#all;
    const known = this.#byState.get(state);
    if (known !== undefined) return known;
    const filtered = selection(this.#all, positionsInState(this.#all, state));
    this.#byState.set(state, filtered);
    return filtered;
  }
}

function isArray(
  executors: readonly ExecutorsSummary[] | LocalExecutorSource,
): executors is readonly ExecutorsSummary[] {
  return Array.isArray(executors);
}

function newestFirst(one: ExecutorsSummary, other: ExecutorsSummary): number {
  // Two without start time give NaN, which `sort` takes for a tie.
  return (other.StartDateTime ?? Infinity) - (one.StartDateTime ?? Infinity);
}

/** Positions instead of executors: a million of them may match, and a source makes them on demand. */
function positionsInState(executors: Executors, state: string): readonly number[] {
  const positions: number[] = [];
  for (let start = 0; start < executors.length; start += scanSize) {
    executors.slice(start, start + scanSize).forEach((executor, index) => {
      if (executor.ExecutorState === state) positions.push(start + index);
    });
  }
  return positions;
}

function selection(executors: Executors, positions: readonly number[]): Executors {
  return {
    length: positions.length,
    slice: (start, end) => positions.slice(start, end).flatMap((position) => executors.slice(position, position + 1)),
  };
}
