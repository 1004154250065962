import { describe, expect, it } from "vitest";
import { listExecutors, type ExecutorSummary, type ListExecutorsConfig } from "../../lib/index.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { LivingSession, servedSession } from "../support/living-session.js";

const input = { SessionId: "session" } as const;
const throttle = false;

/** Creates executors with the same start time, or without one. */
function ties(count: number, StartDateTime?: number): ExecutorSummary[] {
  return executors(count).map(({ ExecutorId }) => ({
    ExecutorId,
    ...(StartDateTime !== undefined && { StartDateTime }),
  }));
}

async function session(list: readonly ExecutorSummary[]): Promise<{
  living: LivingSession;
  cursors: (config?: Partial<ListExecutorsConfig>) => Promise<string[]>;
  rest: (config: Partial<ListExecutorsConfig>) => Promise<number[]>;
}> {
  const living = new LivingSession(list);
  const { client } = await servedSession(living);
  const listing = (config: Partial<ListExecutorsConfig>): ReturnType<typeof listExecutors> =>
    listExecutors({ client, throttle, ...config }, input);
  return {
    living,
    cursors: async (config = {}) => (await collect(listing(config).withCursors())).map(({ cursor }) => cursor),
    rest: async (config) => numbers(await collect(listing(config))),
  };
}

const startTimes: readonly [name: string, time: number | undefined][] = [
  ["at one time", 1_700_000_000],
  ["without a time", undefined],
];

describe.each(startTimes)("A cursor among executors that started %s", (_name, time) => {
  it.each([12, 100])("resumes after each of %i executors with any page size", async (count) => {
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

  it("resumes although the service lists them in changing order", async () => {
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

  it("resumes after its token expired and further executors joined", async () => {
    const { living, cursors, rest } = await session(ties(50, time));
    const all = await cursors({ pageSize: 10 });
    living.expireTokens();
    // A new executor with the same start time is yielded too.
    living.join(...ties(70, time).slice(0, 1));
    for (const index of [0, 9, 10, 25, 48]) {
      expect(await rest({ cursor: all[index] })).toEqual([70, ...numbers(executors(49 - index))]);
    }
    // An executor without start time is always yielded, because it may have joined earlier.
    living.join(executor(90), { ExecutorId: "executor-91" });
    const newer = time === undefined ? [90] : [];
    expect(await rest({ cursor: all[25] })).toEqual([91, 70, ...numbers(executors(24)), ...newer]);
  });
});

describe.each(startTimes)("A cursor among more than a hundred executors that started %s", (_name, time) => {
  it("loses none, and repeats only those before the last hundred ids", async () => {
    const { living, cursors, rest } = await session([...ties(250, time), executor(-5)]);
    for (const pageSize of [60, 100]) {
      const all = await cursors({ pageSize });
      living.expireTokens();
      for (const index of [0, 99, 100, 101, 149, 248, 249]) {
        const repeated = numbers(executors(250, 250 - Math.max(0, index - 99) + 1));
        const rests = [...numbers(executors(249 - index)), -5];
        // The cursor holds the last hundred ids. Earlier ties are repeated.
        expect(await rest({ cursor: all[index], pageSize: 60 }), `after ${index + 1}`).toEqual([...repeated, ...rests]);
      }
    }
  });

  it("loses none although some of them have left", async () => {
    const { living, cursors, rest } = await session([...ties(250, time), executor(-5)]);
    const all = await cursors();
    living.change((list) => list.filter(({ ExecutorId }) => ExecutorId !== "executor-100"));
    const left = await rest({ cursor: all[150] });
    expect(left).toEqual(expect.arrayContaining([...numbers(executors(99)), -5]));
    living.change((list) => list.filter(({ ExecutorId }) => ExecutorId !== "executor-200"));
    expect(await rest({ cursor: all[50] })).toEqual(numbers([...executors(199, 101), ...executors(99), executor(-5)]));
  });

  it("is exact after all of them if they have a start time", async () => {
    const { living, cursors, rest } = await session([...ties(150, time), executor(-5), executor(-6)]);
    const all = await cursors({ pageSize: 40 });
    living.expireTokens();
    living.join(executor(1000));
    expect(await rest({ cursor: all[150] })).toEqual([...(time === undefined ? numbers(executors(150, 101)) : []), -6]);
  });
});

function byTime(one: ExecutorSummary, other: ExecutorSummary): number {
  const times = [one, other].map(({ StartDateTime = Number.MAX_SAFE_INTEGER }) => StartDateTime) as [number, number];
  return times[1] - times[0];
}

/** Returns a list in another order. */
function shuffled<Value>(list: readonly Value[]): Value[] {
  const [even, odd] = [0, 1].map((rest) => list.filter((_value, index) => index % 2 === rest)) as [Value[], Value[]];
  return [...odd.reverse(), ...even];
}
