import { describe, expect, it, vi } from "vitest";
import { ExecutorSieve, type SieveOptions } from "../../lib/list-executors/executor-sieve.js";
import type { ExecutorSummary } from "../../lib/executors/executor-summary.js";
import { startMilliseconds, startTime } from "../../lib/executors/executor-times.js";
import { positionAfter, START } from "../../lib/list-executors/position.js";
import { executor, executors, numbers } from "../support/executors.js";

const list = (...numbers: number[]): ExecutorSummary[] => numbers.map((number) => executor(number));
const startless = (ExecutorId: string): ExecutorSummary => ({ ExecutorId });

function sieve(options: Partial<SieveOptions> = {}): {
  sieve: ExecutorSieve;
  onDuplicate: ReturnType<typeof vi.fn>;
  onDisorder: ReturnType<typeof vi.fn>;
} {
  const [onDuplicate, onDisorder] = [vi.fn(), vi.fn()];
  const all = { states: undefined, startedAfter: -Infinity, strictOrder: false };
  const beginning = { position: undefined, startingToken: undefined };
  const sieve = new ExecutorSieve({ ...all, ...beginning, onDuplicate, onDisorder, ...options });
  return { sieve, onDuplicate, onDisorder };
}

describe("The sieve", () => {
  it("passes all executors in the service's order, without a copy", () => {
    const { sieve: all } = sieve();
    const page = list(3, 2, 1);
    const found = all.sift(page);
    expect(found).toEqual({
      received: 3,
      hasUnseen: true,
      isRepeat: false,
      items: page,
      stop: undefined,
      examined: page,
      before: START,
      after: positionAfter(START, page),
    });
    expect(found.items).toBe(page);
  });

  it("drops and reports duplicates", () => {
    const { sieve: all, onDuplicate } = sieve();
    const { after } = all.sift(list(5, 4));
    const { items, examined, before, isRepeat } = all.sift(list(4, 3, 3));
    expect([items, examined, isRepeat]).toEqual([list(3), list(3), false]);
    expect(before).toBe(after);
    expect(onDuplicate.mock.calls).toEqual([["executor-4"], ["executor-3"]]);
  });

  it("distinguishes pages with only duplicates from empty pages", () => {
    const { sieve: all } = sieve({ states: new Set(["FAILED"]) });
    expect(all.sift(list(5, 4))).toMatchObject({ items: [], hasUnseen: true, isRepeat: false });
    expect(all.sift(list(5))).toMatchObject({ hasUnseen: false, isRepeat: true });
    expect(all.sift([])).toMatchObject({ hasUnseen: false, isRepeat: false });
  });

  it("filters by state, and counts dropped executors as examined", () => {
    const { sieve: failed } = sieve({ states: new Set(["FAILED"]) });
    const listed = [executor(3), executor(2, "FAILED"), executor(1)];
    const expected = { items: [executor(2, "FAILED")], examined: listed, after: positionAfter(START, listed) };
    expect(failed.sift(listed)).toMatchObject(expected);
  });

  it("stops after an old executor, unless there was disorder", () => {
    const startedAfter = startMilliseconds(executor(3));
    const { sieve: recent } = sieve({ startedAfter });
    expect(recent.sift([startless("a"), ...list(5, 4)])).toMatchObject({
      items: [startless("a"), ...list(5, 4)],
      stop: undefined,
    });
    expect(recent.sift(list(3, 2))).toMatchObject({ items: [], stop: { reason: "startedAfter" } });
    const { sieve: broken, onDisorder } = sieve({ startedAfter });
    expect(broken.sift(list(2, 5))).toMatchObject({ items: list(5), stop: undefined, after: { isDisordered: true } });
    expect(broken.sift(list(1))).toMatchObject({ items: [], stop: undefined, after: { isDisordered: true } });
    expect(onDisorder.mock.calls).toEqual([["executor-5"]]);
  });

  it.each([undefined, new Set(["REGISTERED"])])(
    "stops with an error at the first disorder if strict, filter %j",
    (states) => {
      const { sieve: strict, onDisorder } = sieve({ strictOrder: true, states });
      strict.sift(list(6, 5));
      const { items, examined, stop, after } = strict.sift(list(4, 9, 3));
      expect([items, examined, after.isDisordered]).toEqual([list(4), list(4), false]);
      expect(stop && "error" in stop && stop.error).toMatchObject({
        executorId: "executor-9",
        startTime: startTime(executor(9)),
        previousExecutorId: "executor-4",
        previousStartTime: startTime(executor(4)),
      });
      expect(onDisorder).not.toHaveBeenCalled();
    },
  );

  it("accepts ties as ordered, also across pages", () => {
    const tie = { ...executor(5), ExecutorId: "tie" };
    const { sieve: strict } = sieve({ strictOrder: true });
    strict.sift(list(5));
    expect(strict.sift([tie])).toMatchObject({ items: [tie], stop: undefined });
  });

  it.each([undefined, 0, -1, NaN, Infinity, null, "5"])(
    "accepts an executor with the start time %j anywhere",
    (StartDateTime) => {
      const odd = [1, 2, 3].map((n) => ({ ExecutorId: `odd-${n}`, StartDateTime: StartDateTime as number }));
      const { sieve: strict } = sieve({ strictOrder: true });
      const page = [odd[0], executor(6), odd[1], executor(5), odd[2]] as ExecutorSummary[];
      expect(strict.sift(page)).toMatchObject({ items: page, stop: undefined, after: { isDisordered: false } });
      const { stop } = strict.sift(list(6.5));
      expect(stop).toMatchObject({ error: { previousExecutorId: "executor-5" } });
    },
  );
});

describe("A restart of the sieve", () => {
  it("skips examined executors silently, and leaves out new ones", () => {
    const { sieve: all, onDuplicate, onDisorder } = sieve();
    all.sift(list(6, 5));
    expect(all.isCatchingUp).toBe(false);
    expect(all.restart()).toBe(true);
    expect(all.isCatchingUp).toBe(true);
    expect(all.sift(list(7, 6))).toMatchObject({ items: [], hasUnseen: false, isRepeat: false });
    expect(all.isCatchingUp).toBe(true);
    expect(all.sift(list(5, 4))).toMatchObject({ items: list(4), hasUnseen: true });
    expect(all.isCatchingUp).toBe(false);
    expect([onDuplicate, onDisorder].map((listener) => listener.mock.calls)).toEqual([[], []]);
  });

  it("reports duplicates after the resume point", () => {
    const { sieve: all, onDuplicate } = sieve();
    all.sift(list(6, 5));
    all.restart();
    all.sift(list(6, 5, 4));
    expect(all.sift(list(4, 3)).items).toEqual(list(3));
    expect(onDuplicate.mock.calls).toEqual([["executor-4"]]);
  });

  it("passes an unread executor that got its start time since", () => {
    const { sieve: all } = sieve();
    all.sift([startless("executor-8")]);
    all.restart();
    expect(numbers(all.sift(list(9, 8, 3)).items)).toEqual([9, 3]);
  });

  it("uses ids under disorder while all of them are remembered", () => {
    const { sieve: broken, onDuplicate, onDisorder } = sieve();
    broken.sift(list(1, 2));
    expect(broken.restart()).toBe(true);
    expect(broken.sift(list(9, 2, 1, 5))).toMatchObject({ items: list(9, 5) });
    expect(onDuplicate).not.toHaveBeenCalled();
    expect(onDisorder.mock.calls).toEqual([["executor-2"], ["executor-9"]]);
    broken.sift(executors(20_000, 6));
    expect(broken.restart()).toBe(false);
  });

  it("is refused if it could bring back items that a token skipped", () => {
    const { sieve: started } = sieve({ startingToken: "token" });
    expect(started.restart()).toBe(false);
    started.sift([startless("a")]);
    expect(started.restart()).toBe(false);
    started.sift(list(5));
    expect(started.restart()).toBe(true);
    expect(started.sift([startless("b"), ...list(6, 5), startless("c"), ...list(4)]).items).toEqual([
      startless("c"),
      ...list(4),
    ]);
    started.sift(list(5.5));
    expect(started.restart()).toBe(false);
  });
});

describe("A sieve with a position", () => {
  const position = positionAfter(START, list(6, 5));

  it("starts after its position", () => {
    const { sieve: resumed } = sieve({ position });
    expect(resumed.isCatchingUp).toBe(true);
    const { items, before } = resumed.sift(list(6, 5, 4));
    expect(numbers(items)).toEqual([4]);
    expect(before).toBe(position);
  });

  it("starts at the newest executor if the position is the start", () => {
    const { sieve: resumed } = sieve({ position: START });
    expect(resumed.isCatchingUp).toBe(false);
    expect(resumed.sift(list(4)).items).toEqual(list(4));
  });

  it("passes and reports newer executors after the position", () => {
    const { sieve: resumed, onDisorder } = sieve({ position });
    expect(resumed.sift(list(9, 6, 5, 8, 4)).items).toEqual(list(8, 4));
    expect(onDisorder.mock.calls).toEqual([["executor-8"]]);
    expect(resumed.sift(list(3)).after.isDisordered).toBe(true);
    // Not all ids from before the cursor are known.
    expect(resumed.restart()).toBe(false);
  });

  it("reports every newer executor after the position", () => {
    const { sieve: resumed, onDisorder } = sieve({ position });
    const tie = { ...executor(8), ExecutorId: "tie" };
    expect(resumed.sift([...list(6, 5, 9, 8), tie, ...list(4)]).items).toEqual([...list(9, 8), tie, ...list(4)]);
    expect(onDisorder.mock.calls).toEqual([["executor-9"], ["executor-8"], ["tie"]]);
  });

  it("checks the order against the time of its position", () => {
    const { sieve: strict } = sieve({ position, strictOrder: true });
    const { items, stop } = strict.sift(list(5, 30, 4));
    expect(items).toEqual([]);
    expect(stop).toMatchObject({
      error: {
        executorId: "executor-30",
        previousExecutorId: undefined,
        previousStartTime: startTime(executor(5)),
      },
    });
  });

  it("drops executors that joins moved to the next page", () => {
    const { sieve: resumed, onDisorder, onDuplicate } = sieve({ position });
    expect(resumed.sift(list(9, 6, 5, 4)).items).toEqual(list(4));
    expect(resumed.sift(list(9, 6, 5, 4, 3)).items).toEqual(list(3));
    expect(onDisorder).not.toHaveBeenCalled();
    expect(onDuplicate.mock.calls).toEqual([["executor-4"]]);
  });
});
