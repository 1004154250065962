import { isInvalidRequest } from "./service-errors.js";
import type { Reporter } from "../events/reporter.js";

/** What a restart needs to know. */
export interface RestartOptions {
  readonly reporter: Reporter;
  /** An abort is never a restart, whatever its reason looks like. */
  readonly signals: readonly (AbortSignal | undefined)[];
  /** Prepares the listing, or returns `false` if it cannot tell where to resume. By default it always can. */
  readonly prepare?: () => boolean;
}

/** Restarts a listing when the service refuses one of its own page tokens. */
export function restartOnDeadToken({ reporter, signals, prepare }: RestartOptions): (error: unknown) => boolean {
  return (error) => {
    if (signals.some((signal) => signal?.aborted === true) || !isInvalidRequest(error)) return false;
    if (prepare?.() === false) return false;
    reporter.restart(error);
    return true;
  };
}
