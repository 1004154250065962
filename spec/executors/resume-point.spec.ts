import { describe, expect, it } from "vitest";
import type { ExecutorSummary } from "../../lib/executors/executor-summary.js";
import { placeAfter, upTo } from "../../lib/executors/place.js";
import {
  resumePointAfter,
  resumePointWithin,
  type ResumablePage,
  type ResumableReading,
} from "../../lib/executors/resume-point.js";
import { hash } from "../../lib/hash/hash.js";
import { executor } from "../support/executors.js";

const request = { token: "t1", pageSize: 3 };
const earlier = { token: undefined, pageSize: 3 };

const list = (...numbers: number[]): ExecutorSummary[] => numbers.map((number) => executor(number));

const placeBefore = placeAfter(undefined, { page: earlier, executors: list(9, 8), newTies: 0, isDisordered: false });

const judged = list(7, 6, 5);

/** The second page of a listing: 7, 6 and 5, of which the filter has dropped 6. */
function page(options: Partial<ResumablePage & ResumableReading> = {}): ResumablePage {
  const { nextToken, items, isCut, ...reading } = {
    nextToken: "t2",
    items: judged.filter((_, index) => index !== 1),
    isCut: false,
    placeBefore,
    judged,
    newTies: 0,
    startsBeyond: true,
    endsBeyond: true,
    isDisordered: false,
    ...options,
  };
  const { newTies, isDisordered } = reading;
  const placeWith = (executors: readonly ExecutorSummary[]) =>
    placeAfter(reading.placeBefore, { page: request, executors, newTies, isDisordered });
  return {
    request,
    nextToken,
    items,
    isCut,
    reading: {
      ...reading,
      placeAfter: placeWith(reading.judged),
      placeAfterItems: placeWith(upTo(items.at(-1), reading.judged)),
    },
  };
}

describe("the point within a page", () => {
  it("is behind an item, on this page", () => {
    expect(resumePointWithin(page(), 1)).toMatchObject({ page: request, startsBehind: false, isDisordered: false });
    expect(resumePointWithin(page(), 1).place?.last).toBe(hash("executor-7"));
    expect(resumePointWithin(page(), 2).place?.last).toBe(hash("executor-5"));
  });

  it("is, before the first item, where the page before had come to, which this one lies behind", () => {
    const point = resumePointWithin(page(), 0);
    expect(point).toEqual({ page: request, startsBehind: true, place: placeBefore, isDisordered: false });
    expect(resumePointWithin(page({ startsBeyond: false }), 0).startsBehind).toBe(false);
  });

  it("stays before this page while all that came are ties from before its place", () => {
    expect(resumePointWithin(page({ newTies: 1 }), 1)).toMatchObject({ startsBehind: true });
    expect(resumePointWithin(page({ newTies: 1 }), 2)).toMatchObject({ startsBehind: false });
  });
});

describe("the point after a page", () => {
  it("is the next page, behind all that was judged", () => {
    const point = resumePointAfter(page());
    expect(point).toMatchObject({ page: { token: "t2", pageSize: 3 }, startsBehind: true });
    expect(point.place?.last).toBe(hash("executor-5"));
    expect(resumePointAfter(page({ endsBeyond: false })).startsBehind).toBe(false);
  });

  it("is behind the last item of a page that was cut", () => {
    const point = resumePointAfter(page({ isCut: true, items: judged.slice(0, 1) }));
    expect(point).toMatchObject({ page: request, startsBehind: false });
    expect(point.place?.last).toBe(hash("executor-7"));
  });

  it("is on the last page, behind its last executor", () => {
    const point = resumePointAfter(page({ nextToken: undefined }));
    expect(point).toMatchObject({ page: request, startsBehind: false });
    expect(point.place?.last).toBe(hash("executor-5"));
    const empty = { nextToken: undefined, judged: [], items: [] };
    expect(resumePointAfter(page(empty))).toMatchObject({ startsBehind: true, place: placeBefore });
    expect(resumePointAfter(page({ ...empty, startsBeyond: false })).startsBehind).toBe(false);
    expect(resumePointAfter(page({ nextToken: undefined, newTies: 3 })).startsBehind).toBe(true);
  });

  it("knows no place before the first executor", () => {
    const empty = page({ placeBefore: undefined, judged: [], items: [] });
    expect(resumePointAfter(empty)).toMatchObject({ page: { token: "t2" }, place: undefined });
  });

  it("is the page of the last executor where only that one tells the way", () => {
    const anchored = { page: request, startsBehind: false, isDisordered: true };
    expect(resumePointAfter(page({ isDisordered: true }))).toMatchObject(anchored);
    const crowd = Array.from({ length: 101 }, (_, index) => ({ ...executor(5), ExecutorId: `tie-${String(index)}` }));
    const crowded = resumePointAfter(page({ judged: crowd, items: crowd }));
    expect(crowded).toMatchObject({ page: request, startsBehind: false, isDisordered: false });
    expect(crowded.place?.isCrowded).toBe(true);
    const nowhere = placeBefore && { ...placeBefore, page: undefined };
    const lost = page({ isDisordered: true, judged: [], items: [], placeBefore: nowhere });
    expect(resumePointAfter(lost)).toMatchObject({ page: { token: "t2" }, startsBehind: true });
  });
});
