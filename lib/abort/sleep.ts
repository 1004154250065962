import { LONGEST_TIMER } from "../clock/longest-timer.js";
import { raceAbort } from "./race-abort.js";

/** Resolves after `delay` milliseconds, or rejects with the signal's reason at once. Leaves no timer behind. */
export async function sleep(delay: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(Math.ceil(delay), LONGEST_TIMER));
  });
  try {
    await raceAbort(elapsed, signal);
  } finally {
    clearTimeout(timer);
  }
}
