import { BehindExecutor } from "./behind-executor.js";
import { CatchUp, type WayBack } from "./catch-up.js";
import type { PageRequest, Place } from "./place.js";

/** Where a listing goes on, in another iteration or another process: what a cursor holds. */
export interface ResumePoint {
  /** The page to go on with. */
  readonly page: PageRequest;
  /** Whether the last executor of the place came before this page; otherwise it is on it, or further down. */
  readonly startsBehind: boolean;
  /** How far the listing had come; `undefined` before the first executor. */
  readonly place: Place | undefined;
  /** The listing was out of order: it goes on behind the last executor, which is on this page, or not at all. */
  readonly isDisordered: boolean;
}

export function wayBackTo({ place, startsBehind, isDisordered }: ResumePoint): WayBack | undefined {
  if (place === undefined) return undefined;
  return isDisordered ? new BehindExecutor(place) : new CatchUp(place, startsBehind);
}
