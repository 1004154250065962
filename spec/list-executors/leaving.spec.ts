import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { listExecutors, type PaginationEvent } from "../../lib/index.js";
import { executor, executors, numbers } from "../support/executors.js";
import { foreignService, pagedService } from "../support/foreign-service.js";
import { warnings } from "../support/process-events.js";
import { hangingAfterFirst } from "../support/started-athena.js";
import { nextTurn, until } from "../support/waiting.js";

const input = { SessionId: "session" } as const;
const throttle = false;
const done = { done: true, value: undefined };

describe("A consumer that leaves", () => {
  it("by break causes no further request", async () => {
    const { client, requests } = await pagedService([
      { ExecutorsSummary: executors(2) },
      { ExecutorsSummary: [executor(0)] },
    ]);
    const seen: number[] = [];
    for await (const one of listExecutors({ client, throttle }, input)) {
      seen.push(...numbers([one]));
      if (seen.length === 2) break;
    }
    expect(seen).toEqual([2, 1]);
    expect(requests).toHaveLength(1);
  });

  it("by return() ends waiting next() calls at once", async () => {
    const { client, requests } = await hangingAfterFirst();
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const iterator = listExecutors({ client, throttle, onEvent }, input)[Symbol.asyncIterator]();
    expect((await iterator.next()).done).toBe(false);
    const pending = [iterator.next(), iterator.next()];
    await until(() => requests.length === 2);
    expect(await iterator.return()).toEqual(done);
    expect(await Promise.all(pending)).toEqual([done, done]);
    expect(await iterator.next()).toEqual(done);
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "left" }]);
  });

  it("before the first next() causes no request", async () => {
    const { client, requests } = await hangingAfterFirst();
    const iterator = listExecutors({ client, throttle }, input)[Symbol.asyncIterator]();
    expect(await iterator.return()).toEqual(done);
    expect(await iterator.next()).toEqual(done);
    expect(requests).toHaveLength(0);
  });

  it("twice causes one end event", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(2) }]);
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const iterator = listExecutors({ client, throttle, onEvent }, input)[Symbol.asyncIterator]();
    await iterator.next();
    expect(await iterator.return()).toEqual(done);
    expect(await iterator.return()).toEqual(done);
    expect(events.filter(({ type }) => type === "end")).toHaveLength(1);
  });
});

describe("Parallel next() calls", () => {
  it("are served in order across pages, then done", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(4, 3) }, { ExecutorsSummary: executors(2) }]);
    const iterator = listExecutors({ client, throttle }, input)[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
    expect(results.slice(0, 4).map((result) => numbers([result.value as never])[0])).toEqual([4, 3, 2, 1]);
    expect(results.slice(4)).toEqual([done, done]);
  });

  it("reject once at a failure, then are done", async () => {
    const { client } = await pagedService([
      { ExecutorsSummary: executors(1), NextToken: "t1" },
      { ExecutorsSummary: "none" },
    ]);
    const iterator = listExecutors({ client, throttle }, input)[Symbol.asyncIterator]();
    const results = await Promise.allSettled([iterator.next(), iterator.next(), iterator.next()]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[2]).toMatchObject({ value: done });
  });
});

describe("An abort", () => {
  const reasons: readonly [name: string, reason: unknown][] = [
    ["an Error", new Error("enough")],
    ["a string", "enough"],
    ["null", null],
  ];

  it.each(reasons)("in flight rejects at once with its reason, %s", async (_name, reason) => {
    const { client, requests } = await hangingAfterFirst();
    const controller = new AbortController();
    const { signal } = controller;
    const iterator = listExecutors({ client, throttle, abortSignal: signal }, input)[Symbol.asyncIterator]();
    await iterator.next();
    const pending = iterator.next();
    await until(() => requests.length === 2);
    controller.abort(reason);
    expect(await pending.catch((error: unknown) => ({ error }))).toEqual({ error: reason });
    expect(await iterator.next()).toEqual(done);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(requests).toHaveLength(2);
  });

  it.each(reasons)("between two calls rejects the next call despite buffered items: %s", async (_name, reason) => {
    const { client, requests } = await pagedService([{ ExecutorsSummary: executors(9) }, {}]);
    const controller = new AbortController();
    const seen: number[] = [];
    const listing = (async () => {
      for await (const one of listExecutors({ client, throttle, abortSignal: controller.signal }, input)) {
        seen.push(...numbers([one]));
        controller.abort(reason);
      }
    })();
    expect(await listing.catch((error: unknown) => ({ error }))).toEqual({ error: reason });
    expect(seen).toEqual([9]);
    expect(requests).toHaveLength(1);
  });

  it("before the start prevents all requests, in every view", async () => {
    const { client, requests } = await hangingAfterFirst();
    const abortSignal = AbortSignal.abort("enough");
    const paginator = listExecutors({ client, throttle, abortSignal }, input);
    await expect(paginator.toArray()).rejects.toBe("enough");
    await expect(paginator.pages()[Symbol.asyncIterator]().next()).rejects.toBe("enough");
    await expect(paginator[Symbol.asyncIterator]().next()).rejects.toBe("enough");
    expect(requests).toHaveLength(0);
  });

  it("after the end has no effect", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(1) }]);
    const controller = new AbortController();
    const config = { client, throttle, abortSignal: controller.signal } as const;
    const iterator = listExecutors(config, input)[Symbol.asyncIterator]();
    await iterator.next();
    expect(await iterator.next()).toEqual(done);
    controller.abort();
    expect(await iterator.next()).toEqual(done);
  });

  it("of a signal shared by twenty listings ends all of them", async () => {
    const { client, requests } = await foreignService(() => () => undefined);
    const { reasons, stop } = warnings();
    const controller = new AbortController();
    const config = { client, throttle, abortSignal: controller.signal } as const;
    const listings = Array.from({ length: 20 }, () => listExecutors(config, input).toArray());
    await until(() => requests.length === 20);
    controller.abort("enough");
    const results = await Promise.allSettled(listings);
    await nextTurn();
    stop();
    expect(results).toEqual(listings.map(() => ({ status: "rejected", reason: "enough" })));
    expect(reasons).toEqual([]);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });
});
