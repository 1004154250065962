import type { ThrottleOptions } from "../middleware/throttle.js";

/** How far the average rate may stay below the limit, because a window holds whole places and lasts whole seconds. */
const TOLERATED_LOSS = 0.01;

/** A rate as windows of whole seconds, which is what rate-limiter-flexible counts in. */
export interface Pace {
  /** Milliseconds between two places. */
  readonly gap: number;
  /** The length of a window in seconds, an integer. */
  readonly duration: number;
  /** How many places there are in a window. */
  readonly places: number;
}

/**
 * The shortest window that holds the limit well enough: whoever comes late in a window finds all the places before him
 * free and taken by nobody, so that a window is also the largest burst.
 */
export function paceOf({ limit, interval }: ThrottleOptions): Pace {
  const gap = interval / limit;
  let duration = Math.ceil(gap / 1000);
  while (loss(duration, gap) > TOLERATED_LOSS) duration += 1;
  return { gap, duration, places: Math.floor((duration * 1000) / gap) };
}

function loss(duration: number, gap: number): number {
  const places = (duration * 1000) / gap;
  return 1 - Math.floor(places) / places;
}
