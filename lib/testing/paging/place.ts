import type { LocalTokenCycle } from "./local-tokens.js";

/** Where a page begins: what a `NextToken` stands for. */
export interface Place {
  /** How many items lie before it; or behind it, if tokens count from the oldest item. */
  readonly position: number;
  /** The number of the page in its listing, from 1; 0 while nothing depends on it, so that equal positions have equal tokens. */
  readonly page: number;
  /** The position where the cycle of tokens began; 0 outside of one. */
  readonly cycleStart: number;
}

/** Where the next page begins, `end` being the position where this one ends. */
export function nextPlace(place: Place, end: number, cycle: LocalTokenCycle | undefined): Place {
  const page = place.page === 0 ? 0 : place.page + 1;
  if (cycle === undefined) return { position: end, page, cycleStart: 0 };
  const first = (cycle.tail ?? 0) + 1;
  const cycleStart = place.page === first ? place.position : place.cycleStart;
  if (page === first + cycle.period) return { position: cycleStart, page: first, cycleStart: 0 };
  return { position: end, page, cycleStart };
}
