import { BehindExecutor } from "./behind-executor.js";
import { CatchUp, type Reading, type WayBack } from "./catch-up.js";
import type { ExecutorSummary } from "./executor-summary.js";
import { placeAfter, upTo, type PageRequest, type Place } from "./place.js";

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

/** The way to go on; `undefined` to begin with the first executor of the page. */
export function wayBackTo(point: ResumePoint, reading: Omit<Reading, "begins">): WayBack | undefined {
  const { place, page, startsBehind, isDisordered } = point;
  if (place === undefined) return undefined;
  if (isDisordered) return new BehindExecutor(place, reading.lost);
  const begins = startsBehind ? "behind" : page.token === undefined ? "at the start" : "on the way";
  return new CatchUp(place, { ...reading, begins });
}

/** A page as far as going on from it is concerned. */
export interface ResumablePage {
  readonly request: PageRequest;
  /** The token that leads on; `undefined` on the last page, also where it was cut. */
  readonly nextToken: string | undefined;
  readonly reading: ResumableReading;
  /** The executors of the page that were handed on. */
  readonly items: readonly ExecutorSummary[];
  readonly isCut: boolean;
}

/** What the listing made of the page. */
export interface ResumableReading {
  /** How far the listing had come before this page, and with it. */
  readonly placeBefore: Place | undefined;
  readonly placeAfter: Place | undefined;
  /** How far with the last executor of the page that passed. Noted before its consumer can change what he is given. */
  readonly placeAfterItems: Place | undefined;
  /** The executors of the page that had not come before, in order, whether they passed or not. */
  readonly judged: readonly ExecutorSummary[];
  /** How many of them, the first ones, are listed before executors that had come by earlier. */
  readonly newTies: number;
  /** Whether the page began, and whether it ended, beyond the place before it: on the way back to a place it does not. */
  readonly startsBeyond: boolean;
  readonly endsBeyond: boolean;
  /** Whether the listing was out of order, up to and on this page. */
  readonly isDisordered: boolean;
}

/** Where to go on after the first `count` items of a page. */
export function resumePointWithin(page: ResumablePage, count: number): ResumePoint {
  const { request, items, reading, isCut } = page;
  const { judged, newTies, isDisordered, placeBefore, placeAfterItems, startsBeyond } = reading;
  const passed = upTo(items[count - 1], judged);
  const place =
    count === items.length && !isCut
      ? placeAfterItems
      : placeAfter(placeBefore, { page: request, executors: passed, newTies, isDisordered });
  return resumePoint(reading, request, passed.length <= newTies && startsBeyond, place);
}

/** Where to go on after a page: with the next one, or behind the last item of a page that was cut. */
export function resumePointAfter(page: ResumablePage): ResumePoint {
  const { isCut, items, nextToken, request, reading } = page;
  if (isCut) return resumePointWithin(page, items.length);
  const { judged, newTies, startsBeyond, endsBeyond, placeAfter } = reading;
  if (nextToken === undefined) {
    return resumePoint(reading, request, judged.length <= newTies && startsBeyond, placeAfter);
  }
  return resumePoint(reading, { ...request, token: nextToken }, endsBeyond, placeAfter);
}

function resumePoint(
  { isDisordered }: ResumableReading,
  next: PageRequest,
  startsBehind: boolean,
  place: Place | undefined,
): ResumePoint {
  // Where only the last executor tells the way on, it begins with the page that this one is on.
  const isAnchored = place?.page !== undefined && (place.isCrowded || isDisordered);
  if (isAnchored) return { page: place.page, startsBehind: false, place, isDisordered };
  return { page: next, startsBehind, place, isDisordered };
}
