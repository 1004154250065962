import { onAbort } from "./on-abort.js";

/** A signal that follows others, and the way to let go of them. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Stops following. Call it as soon as the work under the signal has ended. */
  readonly release: () => void;
}

/**
 * A signal that aborts with the reason of the first of `signals` that does. Unlike `AbortSignal.any` it holds on to
 * them no longer than the work lasts, so a signal that outlives many calls collects nothing.
 */
export function linkedSignal(...signals: readonly (AbortSignal | undefined)[]): LinkedSignal {
  const given = signals.filter((signal) => signal !== undefined);
  const [only] = given;
  if (only !== undefined && given.length === 1) return { signal: only, release: nothingToRelease };
  const controller = new AbortController();
  const stops = given.map((signal) =>
    onAbort(signal, () => {
      controller.abort(signal.reason);
    }),
  );
  const release = (): void => {
    for (const stop of stops) stop();
  };
  return { signal: controller.signal, release };
}

function nothingToRelease(): void {
  // The only signal there is needs no other that follows it.
}
