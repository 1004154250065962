import { describe, expect, it, vi } from "vitest";
import { listExecutors, type ExecutorSummary, type PaginationEvent } from "../../lib/index.js";
import type { PaginationIterator } from "../../lib/pagination/pagination-iterable.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { pagedService } from "../support/foreign-service.js";
import { hangingAfterFirst, inFlight, startedSession } from "../support/started-athena.js";
import { quiet, until } from "../support/waiting.js";

const input = { SessionId: "session" } as const;
const throttle = false;
const done = { done: true, value: undefined };

async function iterating(): Promise<{
  iterator: PaginationIterator<ExecutorSummary>;
  requests: readonly unknown[];
  ends: () => unknown[];
}> {
  const { client, requests } = await startedSession(executors(9));
  const events: PaginationEvent[] = [];
  const onEvent = (event: PaginationEvent): number => events.push(event);
  const listing = listExecutors({ client, throttle, pageSize: 3, onEvent }, input);
  const iterator = listing[Symbol.asyncIterator]();
  return { iterator, requests, ends: () => events.filter(({ type }) => type === "end") };
}

describe("An iterator", () => {
  it("is its own iterable, so that a second loop can continue", async () => {
    const { iterator } = await iterating();
    expect(iterator[Symbol.asyncIterator]()).toBe(iterator);
    const first = await iterator.next();
    expect(first.value).toEqual(executor(9));
    expect(numbers(await collect(iterator))).toEqual(numbers(executors(8)));
  });

  it("is closed by `await using` at the end of the block", async () => {
    const { iterator, requests, ends } = await iterating();
    {
      await using scoped = iterator;
      expect((await scoped.next()).value).toEqual(executor(9));
      expect(ends()).toEqual([]);
    }
    expect(ends()).toMatchObject([{ reason: "left", totals: { yielded: 1 } }]);
    expect(await iterator.next()).toEqual(done);
    expect(requests).toHaveLength(1);
  });

  it("is ended by throw(), which rejects with the caller's error", async () => {
    const { iterator, ends, requests } = await iterating();
    const mine = new Error("mine");
    await iterator.next();
    await expect(iterator.throw(mine)).rejects.toBe(mine);
    expect(ends()).toMatchObject([{ reason: "left", totals: { yielded: 1 } }]);
    expect(await iterator.next()).toEqual(done);
    await expect(iterator.throw(undefined)).rejects.toBeUndefined();
    expect(requests).toHaveLength(1);
  });

  it("passes on an error thrown into a generator that delegates to it", async () => {
    const { iterator, ends } = await iterating();
    async function* wrapped(): AsyncGenerator<ExecutorSummary, void, undefined> {
      yield* iterator;
    }
    const generator = wrapped();
    await generator.next();
    const mine = new Error("mine");
    await expect(generator.throw(mine)).rejects.toBe(mine);
    expect(ends()).toMatchObject([{ reason: "left" }]);
  });

  it("can be disposed of twice and after its end", async () => {
    const { iterator, ends } = await iterating();
    await iterator.next();
    await iterator[Symbol.asyncDispose]();
    await iterator[Symbol.asyncDispose]();
    expect(ends()).toHaveLength(1);
    const another = await iterating();
    while ((await another.iterator.next()).done !== true);
    await another.iterator[Symbol.asyncDispose]();
    expect(another.ends()).toMatchObject([{ reason: "complete" }]);
  });

  it("aborts requests in flight when it is disposed of", async () => {
    const { athena, client, requests } = await hangingAfterFirst();
    const iterator = listExecutors({ client, throttle }, input)[Symbol.asyncIterator]();
    await iterator.next();
    const pending = [iterator.next(), iterator.next(), iterator.next()];
    await until(() => requests.length === 2);
    await iterator[Symbol.asyncDispose]();
    expect(await Promise.all(pending)).toEqual([done, done, done]);
    await until(() => inFlight(athena) === 0);
  });

  it("resolves return() before the request in flight ends", async () => {
    const { client, requests } = await hangingAfterFirst();
    const iterator = listExecutors({ client, throttle }, input)[Symbol.asyncIterator]();
    await iterator.next();
    const order: string[] = [];
    const pending = iterator.next().then(() => order.push("next"));
    await until(() => requests.length === 2);
    await iterator.return().then(() => order.push("return"));
    await pending;
    expect(order.sort()).toEqual(["next", "return"]);
    await quiet();
    expect(requests).toHaveLength(2);
  });

  it("serves parallel next() calls in order across pages", async () => {
    const { iterator, requests } = await iterating();
    const results = await Promise.all(Array.from({ length: 12 }, () => iterator.next()));
    expect(results.slice(0, 9).map(({ value }) => value)).toEqual(executors(9));
    expect(results.slice(9)).toEqual([done, done, done]);
    expect(requests).toHaveLength(3);
  });

  it("serves next() calls that are made during others", async () => {
    const { iterator } = await iterating();
    const order: number[] = [];
    const waiting = [1, 2, 3].map((number) => iterator.next().then(() => order.push(number)));
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
    expect((await iterator.next()).value).toEqual(executor(6));
  });

  it("is done after a failure, with one end event", async () => {
    const { client, requests } = await pagedService([
      { ExecutorsSummary: executors(2), NextToken: "t1" },
      { ExecutorsSummary: 5 },
    ]);
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    for (const view of ["pages", "withCursors"] as const) {
      const sent = requests.length;
      const iterator = listExecutors({ client, throttle, onEvent }, input)[view]()[Symbol.asyncIterator]();
      for (let index = 0; index < (view === "pages" ? 1 : 2); index += 1)
        expect((await iterator.next()).done).toBe(false);
      await expect(iterator.next()).rejects.toThrow("Expected ListExecutors to return a list");
      expect(await iterator.next()).toEqual(done);
      expect(await iterator.return()).toEqual(done);
      await quiet();
      expect(requests.length - sent).toBe(2);
    }
    expect(events.filter(({ type }) => type === "end")).toMatchObject([{ reason: "failed" }, { reason: "failed" }]);
  });
});

describe("A runtime without Symbol.asyncDispose", () => {
  it("can load the iterator", async () => {
    const newer = Symbol;
    const older = Object.assign((name: string) => newer(name), { asyncIterator: newer.asyncIterator });
    vi.stubGlobal("Symbol", older);
    vi.resetModules();
    try {
      const { Iteration } = await import("../../lib/pagination/iteration.js");
      expect(Symbol.asyncIterator in Iteration.prototype).toBe(true);
      expect(Object.getOwnPropertySymbols(Iteration.prototype).map(String)).toContain("Symbol(asyncDispose)");
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
