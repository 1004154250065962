import type { ExecutorSummary } from "./executor-summary.js";
import { placeAfter, type PageRequest, type Place } from "./place.js";
import type { ResumePoint } from "./resume-point.js";

/** A page as far as going on from it is concerned. */
export interface ResumablePage {
  readonly request: PageRequest;
  /** The token that leads on; `undefined` on the last page, also where it was cut. */
  readonly nextToken: string | undefined;
  readonly placeBefore: Place | undefined;
  readonly judged: readonly ExecutorSummary[];
  readonly newTies: number;
  readonly startsBeyond: boolean;
  readonly endsBeyond: boolean;
  readonly items: readonly ExecutorSummary[];
  readonly isCut: boolean;
  readonly isDisordered: boolean;
}

/** Where to go on after the first `count` items of a page. */
export function resumePointWithin(page: ResumablePage, count: number): ResumePoint {
  const last = page.items[count - 1];
  const passed = last === undefined ? [] : page.judged.slice(0, page.judged.indexOf(last) + 1);
  const isLastHere = passed.length > page.newTies;
  return resumePoint(page, page.request, !isLastHere && page.startsBeyond, passed);
}

/** Where to go on after a page: with the next one, or behind the last item of a page that was cut. */
export function resumePointAfter(page: ResumablePage): ResumePoint {
  const { isCut, items, judged, newTies, nextToken, request, startsBeyond, endsBeyond } = page;
  if (isCut) return resumePointWithin(page, items.length);
  if (nextToken !== undefined) return resumePoint(page, { ...request, token: nextToken }, endsBeyond, judged);
  return resumePoint(page, request, judged.length <= newTies && startsBeyond, judged);
}

function resumePoint(
  { request, isDisordered, placeBefore, newTies }: ResumablePage,
  next: PageRequest,
  startsBehind: boolean,
  passed: readonly ExecutorSummary[],
): ResumePoint {
  const place = placeAfter(placeBefore, { page: request, executors: passed, newTies, isDisordered });
  // Where only the last executor tells the way on, it begins with the page that this one is on.
  const isAnchored = place?.page !== undefined && (place.isCrowded || isDisordered);
  if (isAnchored) return { page: place.page, startsBehind: false, place, isDisordered };
  return { page: next, startsBehind, place, isDisordered };
}
