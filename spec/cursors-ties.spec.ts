import { describe, expect, it } from "vitest";
import { isCursorError, listExecutors, type ExecutorSummary, type ListExecutorsConfig } from "../lib/index.js";
import { collect, executor, executors, numbers } from "./support/executors.js";
import { untilFailure } from "./support/iterating.js";
import { LivingSession, servedSession } from "./support/living-session.js";

const input = { SessionId: "session" } as const;
const throttle = false;

/** Executors that started at one time, or, without a time, have none. */
function ties(count: number, StartDateTime?: number): ExecutorSummary[] {
  return executors(count).map(({ ExecutorId }) => ({
    ExecutorId,
    ...(StartDateTime !== undefined && { StartDateTime }),
  }));
}

async function session(
  list: readonly ExecutorSummary[],
  onRequest: (living: LivingSession, request: number) => void = () => undefined,
): Promise<{
  living: LivingSession;
  cursors: (config?: Partial<ListExecutorsConfig>) => Promise<string[]>;
  rest: (config: Partial<ListExecutorsConfig>) => Promise<number[]>;
  failure: (cursor: string | undefined) => ReturnType<typeof untilFailure>;
}> {
  const living = new LivingSession(list);
  const { client } = await servedSession(living, (_request, number) => {
    onRequest(living, number);
  });
  const listing = (config: Partial<ListExecutorsConfig>): ReturnType<typeof listExecutors> =>
    listExecutors({ client, throttle, ...config }, input);
  return {
    living,
    cursors: async (config = {}) => (await collect(listing(config).withCursors())).map(({ cursor }) => cursor),
    rest: async (config) => numbers(await collect(listing(config))),
    failure: (cursor) => untilFailure(listing({ cursor })),
  };
}

const startTimes: readonly [name: string, time: number | undefined][] = [
  ["at one time", 1_700_000_000],
  ["at an unknown time", undefined],
];

describe.each(startTimes)("a cursor among executors that started %s", (_name, time) => {
  it.each([12, 100, 250])("goes on after each of %i of them, whatever the pages", async (count) => {
    const { cursors, rest } = await session(ties(count, time));
    for (const pageSize of [7, 100]) {
      const all = await cursors({ pageSize });
      expect(all).toHaveLength(count);
      const sample = [...all.keys()].filter((index) => index < 3 || index % 24 === 3 || index > count - 3);
      for (const index of sample) {
        expect(await rest({ cursor: all[index], pageSize: 60 }), `after ${index + 1}`).toEqual(
          numbers(executors(count - index - 1)),
        );
      }
    }
  });

  it("goes on though the service lists them in another order every time", async () => {
    const { living, cursors, rest } = await session([executor(99), ...ties(30, time), executor(-5)].sort(byTime));
    const listed = numbers(living.executors);
    const all = await cursors();
    for (const [index, cursor] of all.entries()) {
      const tied = listed.slice(0, index + 1).filter((number) => number > 0 && number < 99);
      living.change((list) => shuffled(list).sort(byTime));
      const expected = listed.slice(index + 1).sort();
      expect((await rest({ cursor })).sort(), `after ${tied.join()}`).toEqual(expected);
    }
  });

  it("goes on after its token has expired and more of them have joined", async () => {
    const { living, cursors, rest } = await session(ties(50, time));
    const all = await cursors({ pageSize: 10 });
    living.expireTokens();
    // Of the time of the place everything is delivered that has not been: who joins with that time counts.
    living.join(...ties(70, time).slice(0, 1));
    for (const index of [0, 9, 10, 25, 48]) {
      expect(await rest({ cursor: all[index] })).toEqual([70, ...numbers(executors(49 - index))]);
    }
    if (time === undefined) return;
    living.join(executor(90), { ExecutorId: "executor-91" });
    expect(await rest({ cursor: all[25] })).toEqual([70, ...numbers(executors(24))]);
  });
});

describe("a cursor among more than a hundred executors that started at one time", () => {
  it("goes on behind the last one that was delivered, also after its token has expired", async () => {
    const { living, cursors, rest } = await session(ties(250, 1_700_000_000));
    const all = await cursors({ pageSize: 60 });
    living.expireTokens();
    for (const index of [0, 99, 100, 101, 149, 248]) {
      expect(await rest({ cursor: all[index] })).toEqual(numbers(executors(249 - index)));
    }
  });

  it("is an error where that one is gone, rather than a guess", async () => {
    const { living, cursors, failure, rest } = await session([...ties(250, 1_700_000_000), executor(-5)]);
    const all = await cursors();
    living.change((list) => list.filter(({ ExecutorId }) => ExecutorId !== "executor-100"));
    const { values, error } = await failure(all[150]);
    expect(values).toEqual([]);
    expect(isCursorError(error) && error.reason).toBe("lost");
    expect(isCursorError(error) && error.cursor).toBe(all[150]);
    // Up to a hundred are known one by one: there the executor that the cursor came with is not needed.
    living.change((list) => list.filter(({ ExecutorId }) => ExecutorId !== "executor-200"));
    expect(await rest({ cursor: all[50] })).toEqual(numbers([...executors(199, 101), ...executors(99), executor(-5)]));
  });

  it("is an error where that one was the last of the session and is gone", async () => {
    const { living, cursors, failure } = await session(ties(150, 1_700_000_000));
    const [cursor] = (await cursors()).slice(-1);
    living.change((list) => list.slice(0, -1));
    const { values, error } = await failure(cursor);
    expect(values).toEqual([]);
    expect(isCursorError(error) && error.reason).toBe("lost");
  });

  it("delivers nothing again that others of that time, joining later, push onto its later pages", async () => {
    const joins = new Set<number>();
    const { cursors, rest } = await session(ties(150, 1_700_000_000), (living, request) => {
      if (joins.delete(request))
        living.join(...executors(502, 501).map((one) => ({ ...one, StartDateTime: 1_700_000_000 })));
    });
    const all = await cursors({ pageSize: 1 });
    joins.add(all.length + 3);
    expect(await rest({ cursor: all[140], pageSize: 1 })).toEqual(numbers(executors(9)));
    expect(joins).toEqual(new Set());
  });

  it("is as good as any once it stands behind them", async () => {
    const { living, cursors, rest } = await session([...ties(150, 1_700_000_000), executor(-5), executor(-6)]);
    const all = await cursors({ pageSize: 40 });
    living.expireTokens();
    living.join(executor(1000));
    expect(await rest({ cursor: all[150] })).toEqual([-6]);
  });
});

function byTime(one: ExecutorSummary, other: ExecutorSummary): number {
  const times = [one, other].map(({ StartDateTime = Number.MAX_SAFE_INTEGER }) => StartDateTime) as [number, number];
  return times[1] - times[0];
}

/** A list in another order. */
function shuffled<Value>(list: readonly Value[]): Value[] {
  const [even, odd] = [0, 1].map((rest) => list.filter((_value, index) => index % 2 === rest)) as [Value[], Value[]];
  return [...odd.reverse(), ...even];
}
