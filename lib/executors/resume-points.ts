import type { ExecutorSummary } from "./executor-summary.js";
import { placeAfter, type PageRequest, type Place } from "./place.js";
import type { ResumePoint } from "./resume-point.js";

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
  readonly placeBefore: Place | undefined;
  readonly placeAfter: Place | undefined;
  readonly judged: readonly ExecutorSummary[];
  readonly newTies: number;
  readonly startsBeyond: boolean;
  readonly endsBeyond: boolean;
  readonly isDisordered: boolean;
}

/** Where to go on after the first `count` items of a page. */
export function resumePointWithin(page: ResumablePage, count: number): ResumePoint {
  const { request, items, reading } = page;
  const { judged, newTies, isDisordered, placeBefore, startsBeyond } = reading;
  const last = items[count - 1];
  const passed = last === undefined ? [] : judged.slice(0, judged.indexOf(last) + 1);
  const place = placeAfter(placeBefore, { page: request, executors: passed, newTies, isDisordered });
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
