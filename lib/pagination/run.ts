import type { Reporter } from "../events/reporter.js";

/** The state of one iteration. */
export interface Run {
  /** The caller's signal, and the one that aborts when the consumer leaves. Each of them stops every call. */
  readonly signals: readonly (AbortSignal | undefined)[];
  /** Counts and reports what the iteration does. */
  readonly reporter: Reporter;
}

/** Returns whether the caller has aborted or the consumer has left. */
export function isStopped({ signals }: Run): boolean {
  return signals.some((signal) => signal?.aborted === true);
}
