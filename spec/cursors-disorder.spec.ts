import { InvalidRequestException } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import {
  isCursorError,
  isOrderError,
  isRepeatedTokenError,
  listExecutors,
  resumeCursor,
  startTime,
  type ExecutorSummary,
  type PaginationEvent,
} from "../lib/index.js";
import { collect, executor, executors, numbers } from "./support/executors.js";
import { foreignService, type ForeignService } from "./support/foreign-service.js";
import { untilFailure } from "./support/iterating.js";
import { LivingSession, servedSession } from "./support/living-session.js";

const input = { SessionId: "session" } as const;
const throttle = false;
const pageSize = 3;
const disordered = [9, 8, 7, 5, 6, 4, 1, 3, 2].map((number) => executor(number));

async function session(): Promise<{
  living: LivingSession;
  service: ForeignService;
  cursors: string[];
  pageCursors: string[];
}> {
  const living = new LivingSession(disordered);
  const service = await servedSession(living);
  const listing = listExecutors({ client: service.client, throttle, pageSize }, input);
  const cursors = (await collect(listing.withCursors())).map(({ cursor }) => cursor);
  const pageCursors = (await collect(listing.pages())).map(({ cursor }) => cursor);
  return { living, service, cursors, pageCursors };
}

function rest({ client }: ForeignService, cursor: string | undefined): Promise<ExecutorSummary[]> {
  return collect(listExecutors({ client, throttle, pageSize, cursor }, input));
}

describe("a cursor of a listing out of order", () => {
  it("goes on by page and executor, after each of them", async () => {
    const { service, cursors } = await session();
    for (const [index, cursor] of cursors.entries()) {
      expect(numbers(await rest(service, cursor)), `after ${index + 1}`).toEqual(numbers(disordered.slice(index + 1)));
    }
  });

  it("goes on after each page", async () => {
    const { service, pageCursors } = await session();
    const rests = await Promise.all(pageCursors.map((cursor) => rest(service, cursor)));
    expect(rests.map(numbers)).toEqual([[5, 6, 4, 1, 3, 2], [1, 3, 2], []]);
  });

  it("goes on again and again: that the order was broken is not forgotten", async () => {
    const { service, cursors } = await session();
    const config = { client: service.client, throttle, pageSize, cursor: cursors[4] } as const;
    const [first] = await collect(listExecutors({ ...config, maxItems: 1 }, input).withCursors());
    expect(first?.executor.ExecutorId).toBe("executor-4");
    expect(numbers(await rest(service, first?.cursor))).toEqual([1, 3, 2]);
  });

  it("delivers nothing again that others, joining later, push onto its later pages", async () => {
    const living = new LivingSession(disordered);
    const { client, requests } = await servedSession(living, (_request, number) => {
      if (number === 5) living.join(executor(20), executor(21));
    });
    const listing = listExecutors({ client, throttle, pageSize }, input);
    const cursors = (await collect(listing.withCursors())).map(({ cursor }) => cursor);
    expect(requests).toHaveLength(3);
    const rest = await collect(listExecutors({ client, throttle, pageSize, cursor: cursors[4] }, input));
    expect(numbers(rest)).toEqual([4, 1, 3, 2]);
  });

  it("is an error where the executor is not on its page any more", async () => {
    const { living, service, cursors, pageCursors } = await session();
    living.join(executor(20));
    for (const cursor of [cursors[5], cursors[8], pageCursors[1]]) {
      const { values, error } = await untilFailure(listExecutors({ client: service.client, throttle, cursor }, input));
      expect(values).toEqual([]);
      expect(isCursorError(error) && error.reason).toBe("lost");
      expect(String(error)).toContain("start the listing anew");
      expect(resumeCursor(error)).toBeUndefined();
    }
    // Before the order was broken the place tells the way.
    expect(numbers(await rest(service, cursors[2]))).toEqual([5, 6, 4, 1, 3, 2]);
  });

  it("passes on the service's error where the token is refused: nothing is read anew", async () => {
    const { living, service, cursors } = await session();
    living.expireTokens();
    const sent = service.requests.length;
    const config = { client: service.client, throttle, cursor: cursors[5] } as const;
    const { values, error } = await untilFailure(listExecutors(config, input));
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(values).toEqual([]);
    expect(service.requests.length - sent).toBe(1);
  });
});

describe("a cursor of a listing that was in order so far", () => {
  const late = [10, 9, 8, 11, 7, 6, 12, 13, 5].map((number) => executor(number));

  it.each([0, 1, 2, 3])(
    "loses nothing that is out of order on the pages after its own, after executor %i",
    async (index) => {
      const { client } = await servedSession(new LivingSession(late));
      const cursors = await collect(listExecutors({ client, throttle, pageSize }, input).withCursors());
      const events: PaginationEvent[] = [];
      const onEvent = (event: PaginationEvent): number => events.push(event);
      const { cursor } = cursors[index] ?? {};
      const all = await collect(listExecutors({ client, throttle, pageSize, cursor, onEvent }, input));
      expect(numbers(all)).toEqual(numbers(late.slice(index + 1)));
      const ids = events.flatMap((event) => (event.type === "disorder" ? event.executorId : []));
      expect(ids).toEqual(["executor-11", "executor-12", "executor-13"].slice(index < 3 ? 0 : 1));
    },
  );

  it.each([1, 2, 3, 5])("loses no page of nothing but newer ones, of pages of %i", async (pageSize) => {
    const listed = [...[9, 8, 7, 6, 5, 4, 12, 11, 3, 2].map((number) => executor(number)), { ExecutorId: "startless" }];
    const { client } = await servedSession(new LivingSession(listed));
    const listing = listExecutors({ client, throttle, pageSize }, input);
    for (const [index, { cursor }] of (await collect(listing.withCursors())).slice(0, 6).entries()) {
      // The newer ones that come right behind the page of the cursor may have been pushed there by what joined since.
      if (pageSize * Math.ceil((index + 1) / pageSize) === 6) continue;
      const rest = await collect(listExecutors({ client, throttle, pageSize, cursor }, input));
      expect(rest, `after ${index + 1}`).toEqual(listed.slice(index + 1));
    }
  });

  it("loses nothing that is out of order behind more of those that started with its executor", async () => {
    const started = (number: number, ...names: string[]) =>
      names.map((ExecutorId) => ({ ...executor(number), ExecutorId }));
    const listed = [...started(9, "a", "b", "c", "d"), ...started(11, "e"), ...started(9, "f"), executor(1)];
    const { client } = await servedSession(new LivingSession(listed));
    const listing = listExecutors({ client, throttle, pageSize: 2 }, input);
    const [page] = await collect(listing.pages());
    const rest = await collect(listExecutors({ client, throttle, pageSize: 2, cursor: page?.cursor }, input));
    expect(rest).toEqual(listed.slice(2));
  });

  it("is watched from the cursor on: what comes next may be no newer than its executor", async () => {
    const { client } = await servedSession(new LivingSession(late));
    const cursors = await collect(listExecutors({ client, throttle, pageSize }, input).withCursors());
    const { cursor } = cursors[2] ?? {};
    const { values, error } = await untilFailure(
      listExecutors({ client, throttle, pageSize, cursor, strictOrder: true }, input),
    );
    expect(values).toEqual([]);
    expect(isOrderError(error) && [error.executorId, error.previousExecutorId, error.previousStartTime]).toEqual([
      "executor-11",
      undefined,
      cursors[2] && startTime(cursors[2].executor),
    ]);
    expect(String(error)).toContain("after the one of the cursor (started 2023-");
  });

  it("tells who resumes in vain which cursor it was", async () => {
    const { living, service, cursors } = await session();
    living.join(executor(20));
    const { error } = await untilFailure(
      listExecutors({ client: service.client, throttle, cursor: cursors[5] }, input),
    );
    expect(isCursorError(error) && error.cursor).toBe(cursors[5]);
  });
});

describe("a listing out of order whose tokens go in circles", () => {
  it("leaves no cursor: whoever went on with it would never end", async () => {
    const { client } = await foreignService(({ input: { NextToken } }) =>
      NextToken === "t1"
        ? { ExecutorsSummary: [executor(1), executor(4)], NextToken: "t2" }
        : { ExecutorsSummary: [executor(3), executor(2)], NextToken: "t1" },
    );
    const views = (listing: ReturnType<typeof listExecutors>): AsyncIterable<unknown>[] => [listing, listing.pages()];
    for (const view of views(listExecutors({ client, throttle }, input))) {
      const { values, error } = await untilFailure(view);
      expect(values.length).toBeGreaterThan(0);
      expect(isRepeatedTokenError(error)).toBe(true);
      expect(resumeCursor(error)).toBeUndefined();
    }
  });
});

describe("a listing out of order", () => {
  it("is not read anew when a token is refused: the service's error is thrown", async () => {
    const living = new LivingSession(disordered);
    const { client, requests } = await servedSession(living, (_request, number) => {
      if (number === 3) living.expireTokens();
    });
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const { values, error } = await untilFailure(listExecutors({ client, throttle, pageSize, onEvent }, input));
    expect(numbers(values)).toEqual([9, 8, 7, 5, 6, 4]);
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(requests).toHaveLength(3);
    expect(events.filter(({ type }) => type === "restart")).toEqual([]);
  });

  it("yields an executor that joined meanwhile where nobody looks for it, and says so", async () => {
    const living = new LivingSession(executors(6));
    const { client } = await servedSession(living, (_request, number) => {
      if (number === 2) living.join(executor(10), executor(11), executor(12), executor(13));
    });
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const all = await collect(listExecutors({ client, throttle, pageSize, onEvent }, input));
    expect(numbers(all)).toEqual([6, 5, 4, 10, 3, 2, 1]);
    expect(events.filter(({ type }) => type === "disorder")).toEqual([{ type: "disorder", executorId: "executor-10" }]);
  });
});
