import { describe, expect, it } from "vitest";
import {
  listExecutors,
  listWorkGroupExecutors,
  type ListWorkGroupExecutorsConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import type { LocalAthena, LocalAthenaOptions, LocalFault, LocalRequest } from "../../lib/testing/index.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { executors } from "../support/executors.js";
import { take, untilFailure } from "../support/iterating.js";
import { unhandledRejections, warnings } from "../support/process-events.js";
import {
  clientOf,
  inFlight,
  inputOf,
  mostInFlight,
  refusedWith,
  requestsFor,
  startedAthena,
} from "../support/started-athena.js";
import { quiet, until } from "../support/waiting.js";

const throttle = false;
const WorkGroup = "primary";
const done = { done: true, value: undefined };
const gone = refusedWith("ResourceNotFoundException");
const denied = refusedWith("AccessDeniedException");
const hang: LocalFault = { type: "hang" };

/** Serves a workgroup with the sessions s0, s1 and so on, each with this many executors. */
function workGroupOf(
  sessions: number,
  executorsOfEach: number,
  options: LocalAthenaOptions = {},
): Promise<LocalAthena> {
  return startedAthena({
    sessions: Array.from({ length: sessions }, (_, index) => ({
      SessionId: `s${index}`,
      executors: executors(executorsOfEach),
    })),
    tokenOnFullPage: false,
    ...options,
  });
}

function iterate(
  athena: LocalAthena,
  config: Partial<ListWorkGroupExecutorsConfig> = {},
): AsyncIterator<{ SessionId: string }, undefined> & { return(): Promise<unknown> } {
  return listWorkGroupExecutors({ client: clientOf(athena), throttle, ...config }, { WorkGroup })[
    Symbol.asyncIterator
  ]();
}

const sessionsIn = ({ requests }: LocalAthena): (string | undefined)[] =>
  requests.map((request) => inputOf(request).SessionId);

const pagesOf = ({ requests }: LocalAthena, id: string | undefined): readonly LocalRequest[] =>
  requests.filter((request) => inputOf(request).SessionId === id);

const sessionsOpened = (athena: LocalAthena): number =>
  new Set(sessionsIn(athena).filter((id) => id !== undefined)).size;

describe("A consumer that reads one executor and waits", () => {
  it("causes at most one page of sessions and two pages per session", async () => {
    const workGroup = await workGroupOf(40, 50);
    const client = clientOf(workGroup);
    for await (const one of listWorkGroupExecutors({ client, throttle, pageSize: 2 }, { WorkGroup })) {
      expect(one.SessionId).toMatch(/^s[0-3]$/);
      await until(() => workGroup.requests.length >= 6);
      await quiet();
      // The current session has its second page. The others have their first page.
      expect(sessionsIn(workGroup).sort()).toEqual([one.SessionId, "s0", "s1", "s2", "s3", undefined].sort());
      break;
    }
    const { length } = workGroup.requests;
    await quiet();
    expect(workGroup.requests).toHaveLength(length);
    expect(inFlight(workGroup)).toBe(0);
  });

  it("causes a call for a new session only after the end of another", async () => {
    const workGroup = await workGroupOf(9, 2);
    const client = clientOf(workGroup);
    const opened: number[] = [];
    const expected = [2, 2, 3, 3, 4, 4, 5];
    for await (const one of listWorkGroupExecutors({ client, throttle, concurrency: 2 }, { WorkGroup })) {
      expect(one).toBeDefined();
      await until(() => sessionsOpened(workGroup) >= (expected[opened.length] ?? 0));
      await quiet();
      opened.push(sessionsOpened(workGroup));
      if (opened.length === expected.length) break;
    }
    expect(opened).toEqual(expected);
  });

  it("causes no calls for sessions beyond maxItems", async () => {
    const workGroup = await workGroupOf(5, 9, { pageLimits: { ListSessions: 2 } });
    const client = clientOf(workGroup);
    const config = { client, throttle, pageSize: 2, maxItems: 2, concurrency: 1 } as const;
    for await (const page of listWorkGroupExecutors(config, { WorkGroup }).pages()) {
      expect(page.ExecutorsSummary).toHaveLength(2);
      await quiet();
    }
    expect(sessionsIn(workGroup)).toEqual([undefined, "s0"]);
  });

  it("causes no calls for sessions after a vanished one", async () => {
    const workGroup = await workGroupOf(20, 2, {
      faults: (request) => (Number(inputOf(request).SessionId?.slice(1)) < 6 ? gone : undefined),
    });
    const client = clientOf(workGroup);
    const [first] = await take(listWorkGroupExecutors({ client, throttle, concurrency: 2 }, { WorkGroup }), 1);
    await quiet();
    expect(first?.SessionId).toMatch(/^s[67]$/);
    expect(workGroup.requests.length).toBeLessThanOrEqual(9);
  });

  it.each([
    ["have vanished", gone, undefined],
    ["fail and are skipped", denied, () => undefined],
  ])("causes few calls although all other sessions %s", async (_what, fault, onSessionError) => {
    const workGroup = await workGroupOf(40, 150, {
      faults: (request) => ([undefined, "s0"].includes(inputOf(request).SessionId) ? undefined : fault),
    });
    const client = clientOf(workGroup);
    let executors = 0;
    for await (const one of listWorkGroupExecutors({ client, throttle, onSessionError }, { WorkGroup })) {
      executors += 1;
      if (executors > 1) continue;
      // Waits long enough for several calls per session.
      await listExecutors({ client, throttle, pageSize: 1 }, { SessionId: "s0" }).toArray();
      expect(one.SessionId).toBe("s0");
      expect(sessionsOpened(workGroup)).toBeLessThan(20);
    }
    expect([executors, sessionsOpened(workGroup)]).toEqual([150, 40]);
  });

  it("causes no call for the second page of sessions", async () => {
    const workGroup = await workGroupOf(40, 1, { pageLimits: { ListSessions: 2 } });
    const client = clientOf(workGroup);
    await take(listWorkGroupExecutors({ client, throttle, concurrency: 2 }, { WorkGroup }), 1);
    expect(requestsFor(workGroup, "ListSessions")).toHaveLength(1);
  });
});

describe("The calls of a sweep in flight", () => {
  it.each([1, 2, 3, 7])("are at most %i, including calls for sessions", async (concurrency) => {
    const workGroup = await workGroupOf(12, 5, { latency: 2, pageLimits: { ListSessions: 1 } });
    const client = clientOf(workGroup);
    const list = await listWorkGroupExecutors({ client, throttle, concurrency, pageSize: 2 }, { WorkGroup }).toArray();
    expect(list).toHaveLength(60);
    for (const id of new Set(sessionsIn(workGroup))) expect(mostInFlight(pagesOf(workGroup, id))).toBe(1);
    expect(mostInFlight(workGroup.requests)).toBeLessThanOrEqual(concurrency);
  });

  const hangingSessions = (): Promise<LocalAthena> =>
    workGroupOf(40, 1, { faults: ({ operation }) => (operation === "ListExecutors" ? hang : undefined) });

  it("can be many without Node's warning of too many listeners", async () => {
    const { reasons, stop } = warnings();
    const workGroup = await hangingSessions();
    const iterator = iterate(workGroup, { concurrency: 30 });
    const pending = iterator.next();
    await until(() => inFlight(workGroup) === 30);
    await iterator.return();
    await pending;
    await quiet();
    stop();
    expect(reasons).toEqual([]);
  });

  it("are `concurrency` if there are enough sessions", async () => {
    const workGroup = await hangingSessions();
    const iterator = iterate(workGroup);
    const pending = iterator.next();
    await until(() => inFlight(workGroup) === 4);
    await quiet();
    expect(inFlight(workGroup)).toBe(4);
    await iterator.return();
    await pending;
  });
});

describe("Leaving a sweep", () => {
  /** Serves all first pages, and never answers other requests. */
  const hanging = (): Promise<LocalAthena> =>
    workGroupOf(12, 9, {
      faults: (request) => (inputOf(request).NextToken === undefined ? undefined : hang),
    });

  it("by return() ends waiting next() calls and aborts all requests", async () => {
    const rejections = unhandledRejections();
    const workGroup = await hanging();
    const events: PaginationEvent[] = [];
    const iterator = iterate(workGroup, { pageSize: 1, onEvent: (event) => events.push(event) });
    const values = [await iterator.next(), await iterator.next(), await iterator.next(), await iterator.next()];
    expect(values.map(({ value }) => value?.SessionId).sort()).toEqual(["s0", "s1", "s2", "s3"]);
    const pending = [iterator.next(), iterator.next()];
    await until(() => inFlight(workGroup) === 4);
    expect(await iterator.return()).toEqual(done);
    expect(await Promise.all(pending)).toEqual([done, done]);
    await until(() => inFlight(workGroup) === 0);
    await quiet();
    rejections.stop();
    expect(workGroup.requests).toHaveLength(9);
    expect(rejections.reasons).toEqual([]);
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "left", totals: { yielded: 4 } }]);
    expect(await iterator.next()).toEqual(done);
  });

  it("by break aborts the requests of all sessions", async () => {
    const workGroup = await hanging();
    const client = clientOf(workGroup);
    for await (const one of listWorkGroupExecutors({ client, throttle, pageSize: 1 }, { WorkGroup })) {
      expect(one).toBeDefined();
      // A page of sessions, four first pages, and the second page of one session.
      await until(() => workGroup.requests.length === 6 && inFlight(workGroup) === 1);
      break;
    }
    await until(() => inFlight(workGroup) === 0);
    await quiet();
    expect(workGroup.requests).toHaveLength(6);
  });

  it.each(abortReasons)("by an abort rejects at once with its reason, %s", async (_name, reason) => {
    const rejections = unhandledRejections();
    const workGroup = await workGroupOf(12, 9, {
      faults: ({ operation }) => (operation === "ListExecutors" ? hang : undefined),
    });
    const controller = new AbortController();
    const { signal } = controller;
    const events: PaginationEvent[] = [];
    const errors: unknown[] = [];
    const iterator = iterate(workGroup, {
      abortSignal: signal,
      onEvent: (event) => events.push(event),
      onSessionError: (error) => errors.push(error),
    });
    const pending = rejection(iterator.next());
    await until(() => inFlight(workGroup) === 4);
    controller.abort(reason);
    expect(await pending).toEqual({ reason });
    await until(() => inFlight(workGroup) === 0);
    await quiet();
    rejections.stop();
    expect(workGroup.requests).toHaveLength(5);
    expect(listenersOn(signal)).toBe(0);
    expect(rejections.reasons).toEqual([]);
    expect(errors).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "aborted" });
    expect(await iterator.next()).toEqual(done);
  });

  it("by an abort aborts the listing of sessions", async () => {
    const workGroup = await workGroupOf(0, 0, { faults: () => hang });
    const controller = new AbortController();
    const pending = rejection(iterate(workGroup, { abortSignal: controller.signal }).next());
    await until(() => inFlight(workGroup) === 1);
    controller.abort("enough");
    expect(await pending).toEqual({ reason: "enough" });
    await until(() => inFlight(workGroup) === 0);
    expect(listenersOn(controller.signal)).toBe(0);
  });

  it("by an abort before the start causes no request", async () => {
    const workGroup = await workGroupOf(1, 1);
    expect(await rejection(iterate(workGroup, { abortSignal: AbortSignal.abort("enough") }).next())).toEqual({
      reason: "enough",
    });
    expect(workGroup.requests).toHaveLength(0);
  });

  it("by an abort between two next() calls rejects the next one", async () => {
    const workGroup = await workGroupOf(12, 9, { pageLimits: { ListSessions: 2 } });
    const controller = new AbortController();
    const iterator = iterate(workGroup, { abortSignal: controller.signal });
    await iterator.next();
    await until(() => workGroup.requests.length === 6 && inFlight(workGroup) === 0);
    controller.abort("enough");
    expect(await rejection(iterator.next())).toEqual({ reason: "enough" });
    await quiet();
    expect(workGroup.requests).toHaveLength(6);
    expect(listenersOn(controller.signal)).toBe(0);
  });

  it("by the end leaves no listener on the signal", async () => {
    const client = clientOf(await workGroupOf(9, 9, { pageLimits: { ListSessions: 2 } }));
    const { signal } = new AbortController();
    const config = { client, throttle, abortSignal: signal, pageSize: 2 } as const;
    expect(await listWorkGroupExecutors(config, { WorkGroup }).toArray()).toHaveLength(81);
    expect(listenersOn(signal)).toBe(0);
  });
});

describe("A session that fails", () => {
  it("stops the whole sweep, without later requests", async () => {
    const rejections = unhandledRejections();
    const workGroup = await workGroupOf(12, 9, {
      faults: (request) => {
        const { SessionId } = inputOf(request);
        if (SessionId === undefined) return undefined;
        return SessionId === "s2" ? denied : hang;
      },
    });
    const events: PaginationEvent[] = [];
    const client = clientOf(workGroup);
    const config = { client, throttle, onEvent: (event: PaginationEvent) => events.push(event) } as const;
    const { values, error } = await untilFailure(listWorkGroupExecutors(config, { WorkGroup }));
    expect(values).toEqual([]);
    expect((error as Error).name).toBe("AccessDeniedException");
    await until(() => inFlight(workGroup) === 0);
    await quiet();
    rejections.stop();
    expect(workGroup.requests.length).toBeLessThanOrEqual(5);
    expect(rejections.reasons).toEqual([]);
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "failed" }]);
  });

  it("fails the sweep after the executors before the failure", async () => {
    const client = clientOf(
      await workGroupOf(3, 4, {
        faults: (request) => {
          const { SessionId, NextToken } = inputOf(request);
          return SessionId === "s1" && NextToken !== undefined ? denied : undefined;
        },
      }),
    );
    const config = { client, throttle, pageSize: 3, concurrency: 1 } as const;
    const { values } = await untilFailure(listWorkGroupExecutors(config, { WorkGroup }));
    expect(values.map(({ SessionId }) => SessionId)).toEqual(["s0", "s0", "s0", "s0", "s1", "s1", "s1"]);
  });

  it("is retried under the throttle that all sessions share", async () => {
    let throttles = 0;
    const workGroup = await workGroupOf(3, 4, {
      faults: (request) => {
        if (inputOf(request).SessionId !== "s1" || throttles === 2) return undefined;
        throttles += 1;
        return { type: "throttle" };
      },
    });
    const events: PaginationEvent[] = [];
    const client = clientOf(workGroup);
    const retry = { minTimeout: 0, throttleTimeout: 0 };
    const list = listWorkGroupExecutors(
      { client, retry, throttle: { limit: 1000, interval: 1000 }, onEvent: (event) => events.push(event) },
      { WorkGroup },
    );
    expect(await list.toArray()).toHaveLength(12);
    const requests = workGroup.requests.length;
    expect(events.at(-1)).toMatchObject({ totals: { requests, retries: 2, yielded: 12 } });
  });
});
