import { describe, expect, it } from "vitest";
import {
  listExecutors,
  listWorkGroupExecutors,
  type ListWorkGroupExecutorsConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { executors } from "../support/executors.js";
import { failure, gone, type Answer } from "../support/foreign-service.js";
import { take, untilFailure } from "../support/iterating.js";
import { unhandledRejections, warnings } from "../support/process-events.js";
import {
  workGroupSession,
  servedWorkGroup,
  type ServedCall,
  type WorkGroupSession,
  type ServedWorkGroup,
} from "../support/served-work-group.js";
import { quiet, until } from "../support/waiting.js";

const throttle = false;
const WorkGroup = "primary";
const done = { done: true, value: undefined };
const hang: Answer = () => undefined;

/** Sessions s0, s1, … with so many executors each. */
function sessions(count: number, size: number): WorkGroupSession[] {
  return Array.from({ length: count }, (_, index) => workGroupSession(`s${index}`, executors(size)));
}

function iterate(
  { client }: ServedWorkGroup,
  config: Partial<ListWorkGroupExecutorsConfig> = {},
): AsyncIterator<{ SessionId: string }, undefined> & { return(): Promise<unknown> } {
  return listWorkGroupExecutors({ client, throttle, ...config }, { WorkGroup })[Symbol.asyncIterator]();
}

const sessionsIn = (calls: readonly ServedCall[]): (string | undefined)[] => calls.map(({ sessionId }) => sessionId);

const sessionsOpened = (calls: readonly ServedCall[]): number =>
  new Set(sessionsIn(calls).filter((id) => id !== undefined)).size;

describe("a consumer that takes one executor and waits", () => {
  it("costs a listing of sessions and two pages a session at most", async () => {
    const workGroup = await servedWorkGroup(sessions(40, 50), { sessionsOnPage: 100 });
    const { client, calls } = workGroup;
    for await (const one of listWorkGroupExecutors({ client, throttle, pageSize: 2 }, { WorkGroup })) {
      expect(one.SessionId).toMatch(/^s[0-3]$/);
      await until(() => calls.length >= 6);
      await quiet();
      // Of the session that it is reading the next page is in hand; the others have their first one.
      expect(sessionsIn(calls).sort()).toEqual([one.SessionId, "s0", "s1", "s2", "s3", undefined].sort());
      break;
    }
    const { length } = calls;
    await quiet();
    expect(calls).toHaveLength(length);
    expect(workGroup.inFlight()).toBe(0);
  });

  it("opens a new session only when one has been used up", async () => {
    const { client, calls } = await servedWorkGroup(sessions(9, 2), { sessionsOnPage: 100 });
    const opened: number[] = [];
    const expected = [2, 2, 3, 3, 4, 4, 5];
    for await (const one of listWorkGroupExecutors({ client, throttle, concurrency: 2 }, { WorkGroup })) {
      expect(one).toBeDefined();
      await until(() => sessionsOpened(calls) >= (expected[opened.length] ?? 0));
      await quiet();
      opened.push(sessionsOpened(calls));
      if (opened.length === expected.length) break;
    }
    expect(opened).toEqual(expected);
  });

  it("has what it wanted, and nothing behind it is opened or read on", async () => {
    const { client, calls } = await servedWorkGroup(sessions(5, 9));
    const config = { client, throttle, pageSize: 2, maxItems: 2, concurrency: 1 } as const;
    for await (const page of listWorkGroupExecutors(config, { WorkGroup }).pages()) {
      expect(page.ExecutorsSummary).toHaveLength(2);
      await quiet();
    }
    expect(sessionsIn(calls)).toEqual([undefined, "s0"]);
  });

  it("finds the sessions that have vanished, and no further ones", async () => {
    const { client, calls } = await servedWorkGroup(sessions(20, 2), {
      sessionsOnPage: 100,
      instead: ({ sessionId }) => (Number(sessionId?.slice(1)) < 6 ? gone() : undefined),
    });
    const [first] = await take(listWorkGroupExecutors({ client, throttle, concurrency: 2 }, { WorkGroup }), 1);
    await quiet();
    expect(first?.SessionId).toMatch(/^s[67]$/);
    expect(calls.length).toBeLessThanOrEqual(9);
  });

  it.each([
    ["have vanished", gone, undefined],
    ["are given up", () => failure(400, { __type: "AccessDeniedException" }), () => undefined],
  ])("waits for the consumer where all others %s", async (_what, instead, onSessionError) => {
    const { client, calls } = await servedWorkGroup(sessions(40, 150), {
      sessionsOnPage: 100,
      instead: ({ sessionId }) => (sessionId === undefined || sessionId === "s0" ? undefined : instead()),
    });
    let executors = 0;
    for await (const one of listWorkGroupExecutors({ client, throttle, onSessionError }, { WorkGroup })) {
      executors += 1;
      if (executors > 1) continue;
      // As long as it takes to ask for each of them several times.
      await listExecutors({ client, throttle, pageSize: 1 }, { SessionId: "s0" }).toArray();
      expect(one.SessionId).toBe("s0");
      expect(sessionsOpened(calls)).toBeLessThan(20);
    }
    expect([executors, sessionsOpened(calls)]).toEqual([150, 40]);
  });

  it("asks for sessions page by page, as they are wanted", async () => {
    const { client, calls } = await servedWorkGroup(sessions(40, 1), { sessionsOnPage: 2 });
    await take(listWorkGroupExecutors({ client, throttle, concurrency: 2 }, { WorkGroup }), 1);
    expect(calls.filter(({ operation }) => operation === "ListSessions")).toHaveLength(1);
  });
});

describe("calls in flight", () => {
  it.each([1, 2, 3, 7])("are never more than %i, calls for sessions included", async (concurrency) => {
    const workGroup = await servedWorkGroup(sessions(12, 5), { latency: 2, sessionsOnPage: 1 });
    const { client, most } = workGroup;
    const list = await listWorkGroupExecutors({ client, throttle, concurrency, pageSize: 2 }, { WorkGroup }).toArray();
    expect(list).toHaveLength(60);
    expect(most.ofOneSession).toBe(1);
    expect(most.inAll).toBeLessThanOrEqual(concurrency);
  });

  it("may be many without Node's warning of too many listeners", async () => {
    const { reasons, stop } = warnings();
    const workGroup = await servedWorkGroup(sessions(30, 1), { sessionsOnPage: 100, latency: 5 });
    const { client } = workGroup;
    await listWorkGroupExecutors({ client, throttle, concurrency: 30 }, { WorkGroup }).toArray();
    await quiet();
    stop();
    expect(workGroup.most.inAll).toBeGreaterThan(11);
    expect(reasons).toEqual([]);
  });

  it("are as many as may be, where there are sessions enough", async () => {
    const { client, most } = await servedWorkGroup(sessions(12, 9), { latency: 5, sessionsOnPage: 100 });
    await listWorkGroupExecutors({ client, throttle, pageSize: 2 }, { WorkGroup }).toArray();
    expect(most.inAll).toBe(4);
  });
});

describe("leaving a sweep", () => {
  /** All first pages come; the rest hangs. */
  const hanging = (): Promise<ServedWorkGroup> =>
    servedWorkGroup(sessions(12, 9), {
      sessionsOnPage: 100,
      instead: ({ token }) => (token === undefined ? undefined : hang),
    });

  it("by return() answers those who wait, stops all and sends no more", async () => {
    const rejections = unhandledRejections();
    const workGroup = await hanging();
    const events: PaginationEvent[] = [];
    const iterator = iterate(workGroup, { pageSize: 1, onEvent: (event) => events.push(event) });
    const values = [await iterator.next(), await iterator.next(), await iterator.next(), await iterator.next()];
    expect(values.map(({ value }) => value?.SessionId).sort()).toEqual(["s0", "s1", "s2", "s3"]);
    const pending = [iterator.next(), iterator.next()];
    await until(() => workGroup.inFlight() === 4);
    expect(await iterator.return()).toEqual(done);
    expect(await Promise.all(pending)).toEqual([done, done]);
    await until(() => workGroup.inFlight() === 0);
    await quiet();
    rejections.stop();
    expect(workGroup.calls).toHaveLength(9);
    expect(rejections.reasons).toEqual([]);
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "left", totals: { yielded: 4 } }]);
    expect(await iterator.next()).toEqual(done);
  });

  it("by break stops what the other sessions have in flight", async () => {
    const workGroup = await hanging();
    const { client } = workGroup;
    for await (const one of listWorkGroupExecutors({ client, throttle, pageSize: 1 }, { WorkGroup })) {
      expect(one).toBeDefined();
      // The sessions, four first pages, and the second page of the session that came first.
      await until(() => workGroup.calls.length === 6 && workGroup.inFlight() === 1);
      break;
    }
    await until(() => workGroup.inFlight() === 0);
    await quiet();
    expect(workGroup.calls).toHaveLength(6);
  });

  it.each(abortReasons)("by an abort rejects at once with the very reason, %s", async (_name, reason) => {
    const rejections = unhandledRejections();
    const workGroup = await servedWorkGroup(sessions(12, 9), {
      sessionsOnPage: 100,
      instead: ({ operation }) => (operation === "ListExecutors" ? hang : undefined),
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
    await until(() => workGroup.inFlight() === 4);
    controller.abort(reason);
    expect(await pending).toEqual({ reason });
    await until(() => workGroup.inFlight() === 0);
    await quiet();
    rejections.stop();
    expect(workGroup.calls).toHaveLength(5);
    expect(listenersOn(signal)).toBe(0);
    expect(rejections.reasons).toEqual([]);
    expect(errors).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "aborted" });
    expect(await iterator.next()).toEqual(done);
  });

  it("by an abort while sessions are listed", async () => {
    const workGroup = await servedWorkGroup([], { instead: () => hang });
    const controller = new AbortController();
    const pending = rejection(iterate(workGroup, { abortSignal: controller.signal }).next());
    await until(() => workGroup.inFlight() === 1);
    controller.abort("enough");
    expect(await pending).toEqual({ reason: "enough" });
    await until(() => workGroup.inFlight() === 0);
    expect(listenersOn(controller.signal)).toBe(0);
  });

  it("by an abort before the start sends nothing", async () => {
    const workGroup = await servedWorkGroup(sessions(1, 1));
    expect(await rejection(iterate(workGroup, { abortSignal: AbortSignal.abort("enough") }).next())).toEqual({
      reason: "enough",
    });
    expect(workGroup.calls).toHaveLength(0);
  });

  it("by an abort while the consumer works", async () => {
    const workGroup = await servedWorkGroup(sessions(12, 9));
    const controller = new AbortController();
    const iterator = iterate(workGroup, { abortSignal: controller.signal });
    await iterator.next();
    await until(() => workGroup.calls.length === 6 && workGroup.inFlight() === 0);
    controller.abort("enough");
    expect(await rejection(iterator.next())).toEqual({ reason: "enough" });
    await quiet();
    expect(workGroup.calls).toHaveLength(6);
    expect(listenersOn(controller.signal)).toBe(0);
  });

  it("by an abort or by the end leaves no listener on a signal", async () => {
    const { client } = await servedWorkGroup(sessions(9, 9));
    const { signal } = new AbortController();
    const config = { client, throttle, abortSignal: signal, pageSize: 2 } as const;
    expect(await listWorkGroupExecutors(config, { WorkGroup }).toArray()).toHaveLength(81);
    expect(listenersOn(signal)).toBe(0);
  });
});

describe("a session that fails", () => {
  it("stops the others and then the iteration, and nothing is sent later", async () => {
    const rejections = unhandledRejections();
    const workGroup = await servedWorkGroup(sessions(12, 9), {
      sessionsOnPage: 100,
      instead: ({ sessionId }) => {
        if (sessionId === undefined) return undefined;
        return sessionId === "s2" ? failure(400, { __type: "AccessDeniedException", message: "no" }) : hang;
      },
    });
    const events: PaginationEvent[] = [];
    const { client } = workGroup;
    const config = { client, throttle, onEvent: (event: PaginationEvent) => events.push(event) } as const;
    const { values, error } = await untilFailure(listWorkGroupExecutors(config, { WorkGroup }));
    expect(values).toEqual([]);
    expect((error as Error).name).toBe("AccessDeniedException");
    await until(() => workGroup.inFlight() === 0);
    await quiet();
    rejections.stop();
    expect(workGroup.calls.length).toBeLessThanOrEqual(5);
    expect(rejections.reasons).toEqual([]);
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "failed" }]);
  });

  it("lets what came before it be delivered", async () => {
    const { client } = await servedWorkGroup(sessions(3, 4), {
      instead: ({ sessionId, token }) =>
        sessionId === "s1" && token !== undefined ? failure(400, { __type: "AccessDeniedException" }) : undefined,
    });
    const config = { client, throttle, pageSize: 3, concurrency: 1 } as const;
    const { values } = await untilFailure(listWorkGroupExecutors(config, { WorkGroup }));
    expect(values.map(({ SessionId }) => SessionId)).toEqual(["s0", "s0", "s0", "s0", "s1", "s1", "s1"]);
  });

  it("is tried again before it fails, under the same throttle as the others", async () => {
    let throttles = 0;
    const workGroup = await servedWorkGroup(sessions(3, 4), {
      instead: ({ sessionId }) => {
        if (sessionId !== "s1" || throttles === 2) return undefined;
        throttles += 1;
        return failure(400, { __type: "ThrottlingException", message: "Rate exceeded" });
      },
    });
    const events: PaginationEvent[] = [];
    const { client } = workGroup;
    const retry = { minTimeout: 0, throttleTimeout: 0 };
    const list = listWorkGroupExecutors(
      { client, retry, throttle: { limit: 1000, interval: 1000 }, onEvent: (event) => events.push(event) },
      { WorkGroup },
    );
    expect(await list.toArray()).toHaveLength(12);
    const requests = workGroup.calls.length;
    expect(events.at(-1)).toMatchObject({ totals: { requests, retries: 2, yielded: 12 } });
  });
});
