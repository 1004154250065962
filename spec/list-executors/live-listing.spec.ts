import type { ExecutorState } from "@aws-sdk/client-athena";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  listExecutors,
  listWorkGroupExecutors,
  LIVE_STATES,
  type ExecutorSummary,
  type ListExecutorsConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import { collect, ended, executor, executors, numbers } from "../support/executors.js";
import { numberOfRuns } from "../support/number-of-runs.js";
import { clientOf, inputOf, startedAthena, startedSession, type StartedSession } from "../support/started-athena.js";

const LIVE = { SessionId: "session", ExecutorStateFilter: "LIVE" } as const;

/** Creates 3 000 executors. Ten of them are live, among both the newest and the oldest. */
const long = (): ExecutorSummary[] => [
  ...executors(3000, 2996).map((one, index) => ({ ...one, ExecutorState: LIVE_STATES[index % 4] })),
  ...ended(2995, 6),
  ...executors(5),
];

function live(
  { client }: StartedSession,
  config: Partial<ListExecutorsConfig> = {},
): ReturnType<typeof listExecutors<"LIVE">> {
  return listExecutors({ client, throttle: false, retry: false, ...config }, LIVE);
}

/** Formats requests: the filter, the page size, and whether there is a token. */
function calls({ requests }: StartedSession): string[] {
  return requests.map((request) => {
    const { ExecutorStateFilter = "all", MaxResults, NextToken } = inputOf(request);
    return `${ExecutorStateFilter} ${String(MaxResults)}${NextToken === undefined ? "" : " and a token"}`;
  });
}

describe('ExecutorStateFilter: "LIVE"', () => {
  it("costs one call if all executors fit on a page", async () => {
    const service = await startedSession([executor(4, "CREATING"), ...ended(3, 2), executor(1)]);
    expect(numbers(await collect(live(service)))).toEqual([4, 1]);
    expect(calls(service)).toEqual(["all 100"]);
  });

  it("costs five calls with any number of ended executors", async () => {
    const service = await startedSession(long());
    const found = await live(service).toArray();
    expect(numbers(found)).toEqual([3000, 2999, 2998, 2997, 2996, 5, 4, 3, 2, 1]);
    expect(calls(service)).toEqual(["all 100", ...LIVE_STATES.map((state) => `${state} 100`)]);
  });

  it("requests 100 executors of a state despite a smaller pageSize", async () => {
    const service = await startedSession(executors(30));
    expect(await collect(live(service, { pageSize: 10 }))).toHaveLength(30);
    expect(calls(service)).toEqual(["all 10", ...LIVE_STATES.map((state) => `${state} 100`)]);
  });

  it("reads all executors of a state beyond the first 100", async () => {
    const service = await startedSession([...executors(250), ...ended(3, 1)]);
    expect(await collect(live(service))).toHaveLength(250);
    expect(calls(service).filter((call) => call.startsWith("REGISTERED"))).toHaveLength(3);
  });

  it("merges the states newest first, each executor once", async () => {
    const waiting = { ExecutorId: "executor-9", ExecutorState: "CREATING" } as const;
    const service = await startedSession([
      executor(8),
      waiting,
      executor(7, "CREATED"),
      ...ended(6, 3),
      executor(2, "CREATING"),
      executor(1),
    ]);
    expect(numbers(await collect(live(service, { pageSize: 2 })))).toEqual([9, 8, 7, 2, 1]);
  });

  it("yields an executor in the state in which it is first seen", async () => {
    const service = await startedSession([executor(3, "CREATING"), ...ended(2, 1)], {
      beforePage: [undefined, { changed: [executor(3, "REGISTERED")] }],
    });
    expect(await collect(live(service, { pageSize: 1 }))).toEqual([executor(3, "CREATING")]);
  });

  it.each([0, 1, 3])("yields at most maxItems, such as %i", async (maxItems) => {
    const service = await startedSession(long());
    expect(numbers(await collect(live(service, { maxItems })))).toEqual([3000, 2999, 2998].slice(0, maxItems));
    expect(service.requests.length).toBe(maxItems === 0 ? 0 : 5);
  });

  it("drops executors that did not start after startedAfter", async () => {
    const service = await startedSession(long());
    const { StartDateTime = 0 } = executor(2997);
    const startedAfter = new Date(StartDateTime * (StartDateTime < 1e11 ? 1000 : 1));
    expect(numbers(await collect(live(service, { startedAfter })))).toEqual([3000, 2999, 2998]);
  });

  it("gives one page with a cursor and without a token", async () => {
    const service = await startedSession(long());
    const pages = await collect(live(service, { maxItems: 4 }).pages());
    expect(pages).toHaveLength(1);
    expect(pages[0]?.NextToken).toBeUndefined();
    const rest = await collect(live(service, { cursor: pages[0]?.cursor }));
    expect(numbers(rest)).toEqual([2996, 5, 4, 3, 2, 1]);
  });

  it("resumes after any executor", async () => {
    const service = await startedSession(long());
    const all = await collect(live(service).withCursors());
    for (const [index, { cursor }] of all.entries()) {
      expect(numbers(await collect(live(service, { cursor })))).toEqual(
        numbers(all.slice(index + 1).map((one) => one.executor)),
      );
    }
  });

  it("refuses a startingToken and further states", () => {
    const client = { send: () => Promise.resolve({}) };
    expect(() => listExecutors({ client, startingToken: "t" }, LIVE)).toThrow(
      new TypeError('Expected `startingToken` to be absent with `"LIVE"`, which is no single listing. Use `cursor`'),
    );
    for (const ExecutorStateFilter of [["LIVE"], ["LIVE", "FAILED"]] as never[]) {
      expect(() => listExecutors({ client }, { SessionId: "session", ExecutorStateFilter })).toThrow(TypeError);
    }
  });

  it("restarts after a token that expires while a state is read", async () => {
    let expired = 0;
    const service = await startedSession(executors(250), {
      faults: (request) => {
        if (inputOf(request).NextToken === undefined || expired > 0) return undefined;
        expired += 1;
        return { type: "expired-token" };
      },
    });
    const events: PaginationEvent[] = [];
    expect(await collect(live(service, { onEvent: (event) => events.push(event) }))).toHaveLength(250);
    expect(events.filter(({ type }) => type === "restart")).toHaveLength(1);
  });

  it("costs six calls in a sweep of one session", async () => {
    const workGroup = await startedAthena({ sessions: [{ SessionId: "a", executors: long() }] });
    const sweep = listWorkGroupExecutors(
      { client: clientOf(workGroup), throttle: false },
      { WorkGroup: "primary", ExecutorStateFilter: "LIVE" },
    );
    const pages = await collect(sweep.pages());
    expect(pages.map(({ ExecutorsSummary, isLast }) => [ExecutorsSummary.length, isLast])).toEqual([[10, true]]);
    expect(workGroup.requests).toHaveLength(6);
  });

  it("yields executors that change and stay live exactly once", async () => {
    const state = fc.constantFrom<ExecutorState>(...LIVE_STATES, "TERMINATED");
    const moves = fc.array(fc.nat(30), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(state, { minLength: 1, maxLength: 30 }),
        fc.array(moves, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 10 }),
        async (states, between, pageSize) => {
          const all = states.map((one, index) => executor(states.length - index, one));
          const stayed = new Set(all.filter(isLiveNow).map(({ ExecutorId }) => ExecutorId));
          const service = await startedSession([...all], {
            beforePage: ({ number }) => {
              // Several moves of an executor between two requests are one change.
              for (const which of between[number - 1] ?? []) moveForward(all, which % all.length);
              return { changed: all };
            },
          });
          const found = (await collect(live(service, { pageSize }))).map(({ ExecutorId }) => ExecutorId);
          expect(new Set(found).size).toBe(found.length);
          for (const id of stayed) expect(found).toContain(id);
        },
      ),
      { numRuns: numberOfRuns(60), seed: 1 },
    );
  });
});

function isLiveNow({ ExecutorState: state }: ExecutorSummary): boolean {
  return state !== "TERMINATED";
}

/** Moves an executor to its next live state. */
function moveForward(all: ExecutorSummary[], index: number): void {
  const one = all[index];
  const next = LIVE_STATES[LIVE_STATES.findIndex((state) => state === one?.ExecutorState) + 1];
  if (one !== undefined && isLiveNow(one) && next !== undefined) all[index] = { ...one, ExecutorState: next };
}
