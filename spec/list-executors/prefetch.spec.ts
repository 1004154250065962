import { describe, expect, it, onTestFinished } from "vitest";
import {
  isUnexpectedResponseError,
  listExecutors,
  type ListExecutorsConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { pagedService } from "../support/foreign-service.js";
import { untilFailure } from "../support/iterating.js";
import { unhandledRejections } from "../support/process-events.js";
import { inFlight, inputOf, mostInFlight, startedSession, type StartedSession } from "../support/started-athena.js";
import { quiet, until } from "../support/waiting.js";

const input = { SessionId: "session" } as const;
const throttle = false;
const done = { done: true, value: undefined };

type View = "executors" | "withCursors" | "pages";

/** Iterates over a session in pages of two. */
function iterate(
  { client }: Pick<StartedSession, "client">,
  view: View,
  config: Partial<ListExecutorsConfig> = {},
): AsyncIterator<unknown, undefined> {
  const listing = listExecutors({ client, throttle, pageSize: 2, ...config }, input);
  const source: AsyncIterable<unknown> = view === "executors" ? listing : listing[view]();
  return source[Symbol.asyncIterator]() as AsyncIterator<unknown, undefined>;
}

/** Returns the number of requests after each next() call. Waits for the expected number and for further requests. */
async function requestsAfter(
  { requests }: Pick<StartedSession, "requests">,
  iterator: AsyncIterator<unknown>,
  expected: readonly number[],
): Promise<number[]> {
  const counts: number[] = [];
  for (const count of expected) {
    await iterator.next();
    await until(() => requests.length >= count);
    await quiet();
    counts.push(requests.length);
  }
  return counts;
}

const service = (count = 20): Promise<StartedSession> => startedSession(executors(count));

describe("The option prefetch", () => {
  const cases: readonly [view: View, prefetch: number | undefined, requests: number[]][] = [
    // Pages have two executors, so every second next() call takes a buffered executor.
    ["executors", undefined, [1, 1, 2, 3, 4, 4, 5, 5]],
    ["withCursors", undefined, [1, 1, 2, 3, 4, 4, 5, 5]],
    ["executors", 0, [1, 1, 2, 2, 3, 3, 4, 4]],
    ["executors", 3, [1, 1, 2, 5, 6, 6, 7, 7]],
    ["pages", undefined, [1, 3, 4, 5]],
    ["pages", 0, [1, 2, 3, 4]],
    ["pages", 1, [1, 3, 4, 5]],
    ["pages", 3, [1, 5, 6, 7]],
  ];

  it.each(cases)("in %s with the value %s sends the expected requests per next()", async (view, prefetch, expected) => {
    const { client, requests } = await service();
    const iterator = iterate({ client }, view, { prefetch });
    const counts = await requestsAfter({ requests }, iterator, expected);
    await iterator.return?.();
    expect(counts).toEqual(expected);
  });

  it("begins at the second next() call on the first page", async () => {
    const { client, requests } = await service();
    const iterator = iterate({ client }, "executors", { pageSize: 5 });
    const expected = [1, 1, 2, 2, 2, 3, 3, 3];
    const counts = await requestsAfter({ requests }, iterator, expected);
    await iterator.return?.();
    expect(counts).toEqual(expected);
  });

  it("sends one request if only the newest executor is read", async () => {
    const { client, requests } = await service();
    for await (const newest of listExecutors({ client, throttle, prefetch: 3 }, input)) {
      expect(numbers([newest])).toEqual([20]);
      await quiet();
      break;
    }
    await quiet();
    expect(requests).toHaveLength(1);
  });

  it("fetches nothing ahead if it is 0, and cannot be Infinity", async () => {
    const { client } = await service();
    expect(() => listExecutors({ client, prefetch: Infinity }, input)).toThrow(
      "Expected `prefetch` to be an integer >= 0, got `Infinity` (number)",
    );
    expect(() => listExecutors({ client, prefetch: -1 }, input)).toThrow(TypeError);
  });

  it("does not change the values or their order", async () => {
    for (const prefetch of [0, 1, 2, 50]) {
      const { client, requests } = await service(21);
      const listed = await collect(listExecutors({ client, throttle, pageSize: 2, prefetch }, input));
      expect(numbers(listed)).toEqual(numbers(executors(21)));
      expect(requests).toHaveLength(11);
    }
  });

  it("sends one request at a time", async () => {
    const { client, requests } = await startedSession(executors(10), { latency: 3 });
    expect(await collect(listExecutors({ client, throttle, pageSize: 1, prefetch: 5 }, input))).toHaveLength(10);
    expect(mostInFlight(requests)).toBe(1);
  });
});

describe("Prefetching never requests", () => {
  const limits: readonly [name: string, config: Partial<ListExecutorsConfig>, requested: number[], count: number][] = [
    ["more than maxItems", { maxItems: 5 }, [2, 2, 1], 20],
    ["a page beyond maxItems", { maxItems: 4 }, [2, 2], 20],
    ["a page after the last one for startedAfter", { startedAfter: new Date(1_700_000_017_500) }, [2, 2], 20],
    ["a page after the last one", {}, [2, 2], 4],
  ];

  it.each(limits)("%s", async (_name, config, requested, count) => {
    for (const view of ["executors", "pages"] as const) {
      const { client, requests } = await service(count);
      const iterator = iterate({ client }, view, { prefetch: 3, ...config });
      do await quiet();
      while ((await iterator.next()).done !== true);
      await quiet();
      expect(requests.map((request) => inputOf(request).MaxResults)).toEqual(requested);
    }
  });

  it("a page beyond maxItems under an array of states", async () => {
    const mixed = executors(12).map((one, index) =>
      index % 2 === 0 ? one : { ...one, ExecutorState: "FAILED" as const },
    );
    const { client, requests } = await startedSession(mixed);
    const of = { ...input, ExecutorStateFilter: ["FAILED"] } as const;
    const pages = listExecutors({ client, throttle, pageSize: 2, prefetch: 3, maxItems: 3 }, of).pages();
    for await (const page of pages) {
      expect(page.ExecutorsSummary).toHaveLength(1);
      await quiet();
    }
    expect(requests).toHaveLength(3);
  });
});

describe("A prefetch that fails", () => {
  const failing = (at: number): Promise<StartedSession> =>
    startedSession(executors(20), {
      faults: ({ number }) => (number === at ? { type: "body", body: { ExecutorsSummary: "none" } } : undefined),
    });

  it.each([1, 3])("rejects the next() call of its page, %i pages ahead", async (prefetch) => {
    const { reasons, stop } = unhandledRejections();
    onTestFinished(stop);
    const { client, requests } = await failing(3);
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const iterator = iterate({ client }, "executors", { prefetch, onEvent });
    const seen: unknown[] = [];
    for (let index = 0; index < 4; index += 1) {
      seen.push((await iterator.next()).value);
      await quiet();
    }
    expect(requests).toHaveLength(3);
    expect(numbers(seen as never)).toEqual([20, 19, 18, 17]);
    expect(events.some(({ type }) => type === "end")).toBe(false);
    const { reason } = await rejection(iterator.next());
    expect(isUnexpectedResponseError(reason)).toBe(true);
    expect(await iterator.next()).toEqual(done);
    await quiet();
    expect(reasons).toEqual([]);
    expect(requests).toHaveLength(3);
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "failed", totals: { yielded: 4 } }]);
  });

  it("causes no unhandled rejection if the consumer leaves", async () => {
    const { reasons, stop } = unhandledRejections();
    onTestFinished(stop);
    const { client, requests } = await failing(3);
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const iterator = iterate({ client }, "pages", { onEvent });
    await iterator.next();
    await iterator.next();
    await until(() => requests.length === 3);
    await quiet();
    await iterator.return?.();
    await quiet();
    expect(reasons).toEqual([]);
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "left" }]);
  });

  it("rejects after all values before it, in every view", async () => {
    const expected = { executors: 4, withCursors: 4, pages: 2 };
    for (const view of ["executors", "withCursors", "pages"] as const) {
      const { client } = await failing(3);
      const iterator = iterate({ client }, view, { prefetch: 2 });
      const { values, error } = await untilFailure({ [Symbol.asyncIterator]: () => iterator });
      expect(values).toHaveLength(expected[view]);
      expect(isUnexpectedResponseError(error)).toBe(true);
    }
  });
});

/** Serves two pages, and never answers later requests. */
function hanging(): Promise<StartedSession> {
  return startedSession(executors(20), { faults: ({ number }) => (number >= 3 ? { type: "hang" } : undefined) });
}

describe("A consumer that leaves during a prefetch", () => {
  it("by break returns at once, and the request is aborted", async () => {
    const { athena, client, requests } = await hanging();
    const seen: unknown[] = [];
    for await (const page of listExecutors({ client, throttle, pageSize: 2 }, input).pages()) {
      seen.push(page);
      if (seen.length < 2) continue;
      await until(() => requests.length === 3);
      break;
    }
    await until(() => inFlight(athena) === 0);
    await quiet();
    expect(requests).toHaveLength(3);
  });

  it("by its own error gets that error", async () => {
    const { athena, client, requests } = await hanging();
    const own = new Error("mine");
    const listing = (async () => {
      let pages = 0;
      for await (const page of listExecutors({ client, throttle, pageSize: 2 }, input).pages()) {
        pages += page.ExecutorsSummary.length;
        if (pages < 4) continue;
        await until(() => requests.length === 3);
        throw own;
      }
    })();
    expect((await rejection(listing)).reason).toBe(own);
    await until(() => inFlight(athena) === 0);
  });
});

describe("An abort during a prefetch, between two next() calls", () => {
  it.each(abortReasons)("aborts the request, and next() rejects with its reason, %s", async (_name, reason) => {
    const { reasons, stop } = unhandledRejections();
    onTestFinished(stop);
    const { athena, client, requests } = await hanging();
    const controller = new AbortController();
    const { signal } = controller;
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const iterator = iterate({ client }, "executors", { abortSignal: signal, prefetch: 2, onEvent });
    for (let index = 0; index < 4; index += 1) await iterator.next();
    await until(() => requests.length === 3);
    controller.abort(reason);
    await until(() => inFlight(athena) === 0);
    await quiet();
    expect(reasons).toEqual([]);
    expect((await rejection(iterator.next())).reason).toBe(reason);
    expect(await iterator.next()).toEqual(done);
    expect(requests).toHaveLength(3);
    expect(listenersOn(signal)).toBe(0);
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "aborted", totals: { yielded: 4 } }]);
  });

  it("rejects next() despite buffered executors", async () => {
    const { client, requests } = await hanging();
    const controller = new AbortController();
    const iterator = iterate({ client }, "executors", { abortSignal: controller.signal, pageSize: 4 });
    for (let index = 0; index < 5; index += 1) await iterator.next();
    await until(() => requests.length === 2);
    controller.abort("enough");
    expect((await rejection(iterator.next())).reason).toBe("enough");
  });
});

describe("A slow consumer", () => {
  it("gets pages at once that were fetched in advance", async () => {
    const pages = Array.from({ length: 8 }, (_, index) => ({ ExecutorsSummary: [executor(8 - index)] }));
    const steps: string[] = [];
    const { client } = await pagedService(pages);
    const onEvent = ({ type }: PaginationEvent): number => steps.push(type);
    const iterator = listExecutors({ client, throttle, onEvent }, input).pages()[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    for (let page = 3; page <= 8; page += 1) {
      await until(() => steps.filter((step) => step === "page").length === page);
      let isThere = false;
      const next = iterator.next().then(() => (isThere = true));
      // Without a prefetch, the page would need a round trip.
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      expect(isThere, `page ${page}`).toBe(true);
      await next;
    }
  });
});
