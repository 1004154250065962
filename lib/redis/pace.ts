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
  /** How many places are about a second's, at least one. */
  readonly lead: number;
}

/** The shortest window that holds the limit well enough. */
export function paceOf({ limit, interval }: ThrottleOptions): Pace {
  const gap = interval / limit;
  let duration = Math.ceil(gap / 1000);
  while (loss(duration, gap) > TOLERATED_LOSS) duration += 1;
  return { gap, duration, places: placesIn(duration, gap), lead: Math.max(1, placesIn(1, gap)) };
}

function loss(duration: number, gap: number): number {
  return 1 - (placesIn(duration, gap) * gap) / (duration * 1000);
}

/** The whole places in so many seconds; a thirtieth of a second fits into a second thirty times, whatever floats say. */
function placesIn(seconds: number, gap: number): number {
  return Math.floor((seconds * 1000) / gap + 1e-9);
}
