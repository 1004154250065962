import { describe, expect, it } from "vitest";
import { isCursorError, isOrderError, listExecutors, startTime, type PaginationEvent } from "../../lib/index.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { untilFailure } from "../support/iterating.js";
import { startedSession } from "../support/started-athena.js";

const input = { SessionId: "session" } as const;
const throttle = false;
const pageSize = 3;
const disordered = [9, 8, 7, 5, 6, 4, 1, 3, 2].map((number) => executor(number));

describe("A cursor from after disorder", () => {
  it("is refused at the call, with the reason", async () => {
    const service = await startedSession(disordered);
    const listing = listExecutors({ client: service.client, throttle, pageSize }, input);
    const cursors = (await collect(listing.withCursors())).map(({ cursor }) => cursor);
    const pageCursors = (await collect(listing.pages())).map(({ cursor }) => cursor);
    const sent = service.requests.length;
    for (const cursor of [...cursors.slice(4), ...pageCursors.slice(1)]) {
      let thrown: unknown;
      try {
        listExecutors({ client: service.client, throttle, cursor }, input);
      } catch (error) {
        thrown = error;
      }
      expect(isCursorError(thrown) && [thrown.reason, thrown.cursor]).toEqual(["disorder", cursor]);
      expect(String(thrown)).toContain("Start the listing again");
    }
    expect(service.requests).toHaveLength(sent);
    // Cursors from before the disorder resume by start time.
    for (const [index, cursor] of cursors.slice(0, 4).entries()) {
      const rest = await collect(listExecutors({ client: service.client, throttle, pageSize, cursor }, input));
      expect(numbers(rest), `after ${index + 1}`).toEqual(numbers(disordered.slice(index + 1)));
    }
    expect(pageCursors[0]).toBe(cursors[2]);
  });

  it("is refused also if its listing was resumed", async () => {
    const { client } = await startedSession(disordered);
    const [first] = await collect(listExecutors({ client, throttle, maxItems: 1 }, input).withCursors());
    const resumed = listExecutors({ client, throttle, cursor: first?.cursor }, input);
    const { cursor } = (await collect(resumed.withCursors())).at(-1) ?? {};
    expect(() => listExecutors({ client, throttle, cursor }, input)).toThrow("out of order");
  });
});

describe("A cursor from before disorder", () => {
  const late = [10, 9, 8, 11, 7, 6, 12, 13, 5].map((number) => executor(number));

  it.each([0, 1, 2])("loses no later executor that is out of order, index %i", async (index) => {
    const { client } = await startedSession(late);
    const cursors = await collect(listExecutors({ client, throttle, pageSize }, input).withCursors());
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const { cursor } = cursors[index] ?? {};
    const all = await collect(listExecutors({ client, throttle, pageSize, cursor, onEvent }, input));
    expect(numbers(all)).toEqual(numbers(late.slice(index + 1)));
    const ids = events.flatMap((event) => (event.type === "disorder" ? event.executorId : []));
    expect(ids).toEqual(["executor-11", "executor-12", "executor-13"]);
  });

  it.each([1, 2, 3, 5])("loses no page with only newer executors, page size %i", async (pageSize) => {
    const listed = [...[9, 8, 7, 6, 5, 4, 12, 11, 3, 2].map((number) => executor(number)), { ExecutorId: "startless" }];
    const { client } = await startedSession(listed);
    const listing = listExecutors({ client, throttle, pageSize }, input);
    for (const [index, { cursor }] of (await collect(listing.withCursors())).slice(0, 6).entries()) {
      const rest = await collect(listExecutors({ client, throttle, pageSize, cursor }, input));
      expect(rest, `after ${index + 1}`).toEqual(listed.slice(index + 1));
    }
  });

  it("loses no executor that is out of order after tied executors", async () => {
    const started = (number: number, ...names: string[]) =>
      names.map((ExecutorId) => ({ ...executor(number), ExecutorId }));
    const listed = [...started(9, "a", "b", "c", "d"), ...started(11, "e"), ...started(9, "f"), executor(1)];
    const { client } = await startedSession(listed);
    const listing = listExecutors({ client, throttle, pageSize: 2 }, input);
    const [page] = await collect(listing.pages());
    const rest = await collect(listExecutors({ client, throttle, pageSize: 2, cursor: page?.cursor }, input));
    expect(rest).toEqual(listed.slice(2));
  });

  it("starts the order check at its executor", async () => {
    const { client } = await startedSession(late);
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
});

describe("A listing out of order", () => {
  it("resumes after an expired token if all ids are remembered", async () => {
    const { client, requests } = await startedSession(disordered, {
      faults: [undefined, undefined, { type: "expired-token" }],
    });
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const all = await collect(listExecutors({ client, throttle, pageSize, onEvent }, input));
    expect(numbers(all)).toEqual(numbers(disordered));
    expect(requests).toHaveLength(4);
    expect(events.filter(({ type }) => type === "restart")).toHaveLength(1);
    expect(events.filter(({ type }) => type === "duplicate")).toEqual([]);
    expect(events.flatMap((event) => (event.type === "disorder" ? event.executorId : []))).toEqual([
      "executor-6",
      "executor-3",
    ]);
  });

  it("fails with the service's error if ids are no longer remembered", async () => {
    const all = [executor(1), ...executors(17_000, 2)];
    let sent = 0;
    const send = ({ input: { NextToken = "0" } }: { input: { NextToken?: string } }): Promise<object> => {
      sent += 1;
      if (sent === 170) {
        return Promise.reject(Object.assign(new Error("expired"), { name: "InvalidRequestException" }));
      }
      const end = Number(NextToken) + 100;
      return Promise.resolve({ ExecutorsSummary: all.slice(end - 100, end), NextToken: String(end) });
    };
    const { values, error } = await untilFailure(listExecutors({ client: { send }, throttle }, input));
    expect([values.length, (error as Error).message, sent]).toEqual([16_900, "expired", 170]);
  });

  it("yields and reports an executor that joined out of order", async () => {
    const { client } = await startedSession(executors(6), {
      beforePage: [undefined, { joined: [executor(10), executor(11), executor(12), executor(13)] }],
    });
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const all = await collect(listExecutors({ client, throttle, pageSize, onEvent }, input));
    expect(numbers(all)).toEqual([6, 5, 4, 10, 3, 2, 1]);
    expect(events.filter(({ type }) => type === "disorder")).toEqual([{ type: "disorder", executorId: "executor-10" }]);
  });
});
