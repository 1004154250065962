import { describe, expect, it, vi } from "vitest";
import { ExecutorSieve, type SieveOptions } from "../../lib/executors/executor-sieve.js";
import type { ExecutorSummary } from "../../lib/executors/executor-summary.js";
import { startMilliseconds, startTime } from "../../lib/executors/executor-times.js";
import { placeAfter, type PageRequest } from "../../lib/executors/place.js";
import type { ResumePoint } from "../../lib/executors/resume-point.js";
import { executor, numbers } from "../support/executors.js";

const refused = new Error("The token was refused");
const page: PageRequest = { token: undefined, pageSize: 3 };

const list = (...numbers: number[]): ExecutorSummary[] => numbers.map((number) => executor(number));

function sieve(options: Partial<SieveOptions> = {}): {
  sieve: ExecutorSieve;
  onDuplicate: ReturnType<typeof vi.fn>;
  onDisorder: ReturnType<typeof vi.fn>;
} {
  const [onDuplicate, onDisorder] = [vi.fn(), vi.fn()];
  const all = { states: undefined, startedAfter: -Infinity, strictOrder: false };
  const beginning = { resumePoint: undefined, cursor: undefined, startingToken: undefined };
  const sieve = new ExecutorSieve({ ...all, ...beginning, onDuplicate, onDisorder, ...options });
  return { sieve, onDuplicate, onDisorder };
}

/** A point behind these executors, which came on the page before. */
function pointAfter(executors: readonly ExecutorSummary[], point: Partial<ResumePoint> = {}): ResumePoint {
  const isDisordered = point.isDisordered ?? false;
  const place = placeAfter(undefined, { page, executors, newTies: 0, isDisordered });
  return { page, startsBehind: false, place, isDisordered, ...point };
}

describe("the sieve", () => {
  it("lets everything pass, in the service's order", () => {
    const { sieve: all } = sieve();
    const place = placeAfter(undefined, { page, executors: list(3, 2, 1), newTies: 0, isDisordered: false });
    expect(all.sift(list(3, 2, 1), page, true)).toEqual({
      received: 3,
      items: list(3, 2, 1),
      stop: undefined,
      placeBefore: undefined,
      placeAfter: place,
      placeAfterItems: place,
      judged: list(3, 2, 1),
      newTies: 0,
      startsBeyond: true,
      endsBeyond: true,
      isDisordered: false,
    });
  });

  it("drops what came before, and tells it", () => {
    const { sieve: all, onDuplicate } = sieve();
    all.sift(list(5, 4), page, false);
    const { items, judged, placeBefore } = all.sift(list(4, 3, 3), page, true);
    expect([items, judged]).toEqual([list(3), list(3)]);
    expect(placeBefore?.time).toBe(startMilliseconds(executor(4)));
    expect(onDuplicate.mock.calls).toEqual([["executor-4"], ["executor-3"]]);
  });

  it("filters by state, judging all the same", () => {
    const { sieve: failed } = sieve({ states: new Set(["FAILED"]) });
    const listed = [executor(3), executor(2, "FAILED"), executor(1)];
    expect(failed.sift(listed, page, true)).toMatchObject({ items: [executor(2, "FAILED")], judged: listed });
  });

  it("stops behind an executor that is old, unless the order was broken", () => {
    const startedAfter = startMilliseconds(executor(3));
    const { sieve: recent } = sieve({ startedAfter });
    expect(recent.sift(list(5, 4), page, false)).toMatchObject({ items: list(5, 4), stop: undefined });
    expect(recent.sift(list(3, 2), page, false)).toMatchObject({ items: [], stop: { reason: "startedAfter" } });
    const { sieve: broken, onDisorder } = sieve({ startedAfter });
    expect(broken.sift(list(2, 5), page, false)).toMatchObject({ items: list(5), stop: undefined, isDisordered: true });
    expect(broken.sift(list(1), page, false)).toMatchObject({ items: [], stop: undefined, isDisordered: true });
    expect(onDisorder.mock.calls).toEqual([["executor-5"]]);
  });

  it("ends with an error before what is out of order, where that is asked for", () => {
    const { sieve: strict, onDisorder } = sieve({ strictOrder: true });
    strict.sift(list(6, 5), page, false);
    const { items, judged, stop, isDisordered } = strict.sift(list(4, 9, 3), page, false);
    expect([items, judged, isDisordered]).toEqual([list(4), list(4), false]);
    expect(stop && "error" in stop && stop.error).toMatchObject({
      executorId: "executor-9",
      startTime: startTime(executor(9)),
      previousExecutorId: "executor-4",
      previousStartTime: startTime(executor(4)),
    });
    expect(onDisorder).not.toHaveBeenCalled();
  });

  it("takes ties for ordered, across pages too", () => {
    const tie = { ...executor(5), ExecutorId: "tie" };
    const { sieve: strict } = sieve({ strictOrder: true });
    strict.sift(list(5), page, false);
    expect(strict.sift([tie], page, true)).toMatchObject({ items: [tie], stop: undefined });
  });
});

describe("a listing that is read anew", () => {
  it("goes on behind what it had read, and skips that in silence", () => {
    const { sieve: all, onDuplicate, onDisorder } = sieve();
    all.sift(list(6, 5), page, false);
    expect(all.isCatchingUp).toBe(false);
    expect(all.restart(refused)).toBe(true);
    expect(all.isCatchingUp).toBe(true);
    expect(all.sift(list(7, 6), page, false)).toMatchObject({ items: [], startsBeyond: false, endsBeyond: false });
    expect(all.sift(list(5, 4), page, false)).toMatchObject({ items: list(4), startsBeyond: false, endsBeyond: true });
    expect(all.isCatchingUp).toBe(false);
    expect([onDuplicate, onDisorder].map((listener) => listener.mock.calls)).toEqual([[], []]);
  });

  it("tells what it reads a second time on its way, and does not give it", () => {
    const tie = { ...executor(5), ExecutorId: "tie" };
    const { sieve: all, onDuplicate } = sieve();
    all.sift(list(6, 5), page, false);
    all.restart(refused);
    expect(all.sift([executor(6), tie], page, false)).toMatchObject({ items: [tie], newTies: 1 });
    expect(all.sift([tie, ...list(5, 4)], page, false)).toMatchObject({ items: list(4), newTies: 0 });
    expect(onDuplicate.mock.calls).toEqual([["tie"]]);
  });

  it("is read anew again only if it has come further meanwhile", () => {
    const { sieve: all } = sieve();
    expect(all.restart(refused)).toBe(true);
    expect(all.restart(refused)).toBe(false);
    all.sift([], page, false);
    expect(all.restart(refused)).toBe(false);
    all.sift(list(5), page, false);
    expect(all.restart(refused)).toBe(true);
    all.sift(list(5), page, false);
    expect(all.restart(refused)).toBe(false);
  });

  it("is none where the order was broken, or where it began with a token of the caller", () => {
    const { sieve: broken } = sieve();
    broken.sift(list(1, 2), page, false);
    expect(broken.restart(refused)).toBe(false);
    const { sieve: started } = sieve({ startingToken: "token" });
    expect(started.restart(refused)).toBe(false);
    started.sift(list(5), page, false);
    expect(started.restart(refused)).toBe(true);
  });
});

describe("a listing that is resumed", () => {
  it("goes on behind its place, and may be read anew at once", () => {
    const { sieve: resumed } = sieve({ resumePoint: pointAfter(list(6, 5)) });
    expect(resumed.isCatchingUp).toBe(true);
    const { items, placeBefore } = resumed.sift(list(6, 5, 4), page, true);
    expect(numbers(items)).toEqual([4]);
    expect(placeBefore?.time).toBe(startMilliseconds(executor(5)));
    expect(sieve({ resumePoint: pointAfter(list(6, 5)) }).sieve.restart(refused)).toBe(true);
  });

  it("begins beyond its place with a page that comes after it", () => {
    const { sieve: resumed } = sieve({ resumePoint: pointAfter(list(6, 5), { startsBehind: true }) });
    expect(resumed.sift(list(4), page, true)).toMatchObject({ items: list(4), startsBeyond: true });
  });

  it("has nowhere to go back to without a place", () => {
    const { sieve: resumed } = sieve({ resumePoint: pointAfter([]) });
    expect(resumed.isCatchingUp).toBe(false);
    expect(resumed.restart(refused)).toBe(false);
    expect(resumed.sift(list(4), page, true).items).toEqual(list(4));
  });

  it("remembers that the order was broken", () => {
    const { sieve: resumed } = sieve({ resumePoint: pointAfter(list(5, 6), { isDisordered: true }) });
    expect(resumed.restart(refused)).toBe(false);
    expect(resumed.sift(list(5, 6, 4), page, true)).toMatchObject({ items: list(4), isDisordered: true });
  });

  it("tells of what it had left out on the way when that comes once more", () => {
    const { sieve: resumed, onDuplicate } = sieve({ resumePoint: pointAfter(list(5, 6), { isDisordered: true }) });
    expect(resumed.sift(list(5, 30, 6, 4), page, false).items).toEqual(list(4));
    expect(resumed.sift(list(30, 3), page, true).items).toEqual(list(3));
    expect(onDuplicate.mock.calls).toEqual([["executor-30"]]);
  });

  it("watches the order from its place on, though it does not know the executor there", () => {
    const { sieve: strict } = sieve({ resumePoint: pointAfter(list(6, 5)), strictOrder: true });
    const { items, stop } = strict.sift(list(5, 30, 4), page, true);
    expect(items).toEqual([]);
    expect(stop && "error" in stop && stop.error).toMatchObject({
      executorId: "executor-30",
      previousExecutorId: undefined,
      previousStartTime: startTime(executor(5)),
    });
  });

  it("takes what joined for what it is where it was pushed onto a later page together with what has come", () => {
    const resumePoint = pointAfter(list(6, 5), { page: { ...page, token: "token" } });
    const { sieve: resumed, onDisorder, onDuplicate } = sieve({ resumePoint });
    expect(resumed.sift(list(6, 5, 4), page, false).items).toEqual(list(4));
    expect(resumed.sift(list(9, 4, 3), page, true).items).toEqual(list(3));
    expect(onDisorder).not.toHaveBeenCalled();
    expect(onDuplicate.mock.calls).toEqual([["executor-4"]]);
  });

  it("tells of what comes late where it reads from the start, as nothing was pushed away there unseen", () => {
    const { sieve: resumed, onDisorder } = sieve({ resumePoint: pointAfter(list(6, 5)) });
    expect(resumed.sift(list(6, 5, 4), page, false).items).toEqual(list(4));
    expect(resumed.sift(list(9, 4, 3), page, true).items).toEqual(list(9, 3));
    expect(onDisorder.mock.calls).toEqual([["executor-9"]]);
  });

  it("is lost, with its cursor, where only an executor that is gone would tell the way", () => {
    const resumePoint = pointAfter(list(5, 6), { isDisordered: true });
    const { sieve: resumed } = sieve({ resumePoint, cursor: "cursor" });
    expect(() => resumed.sift(list(5, 4), page, true)).toThrow(
      expect.objectContaining({ name: "CursorError", reason: "lost", cursor: "cursor" }),
    );
  });
});

it("A listing that cannot be read anew among too many ties ends with what the service said", () => {
  const crowd = Array.from({ length: 101 }, (_, index) => ({ ...executor(5), ExecutorId: `tie-${String(index)}` }));
  const { sieve: all } = sieve();
  all.sift(crowd, page, false);
  expect(all.restart(refused)).toBe(true);
  expect(() => all.sift(list(4), page, true)).toThrow(refused);
});
