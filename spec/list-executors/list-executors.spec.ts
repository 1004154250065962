import { type AthenaClient, ListExecutorsCommand, ResourceNotFoundException } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import {
  isOrderError,
  isRepeatedTokenError,
  isUnexpectedResponseError,
  listExecutors,
  type ListExecutorsConfig,
  type ListExecutorsInput,
  type PaginationEvent,
} from "../../lib/index.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { foreignService, pagedService } from "../support/foreign-service.js";
import { untilFailure } from "../support/iterating.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const SessionId = "session";
const throttle = false;

async function session(newest: number): Promise<{ client: AthenaClient; inputs: () => unknown[] }> {
  const athena = await startedAthena({ sessions: [{ SessionId, executors: executors(newest) }] });
  return { client: clientOf(athena), inputs: () => athena.requests.map(({ input }) => input) };
}

describe("listExecutors", () => {
  it("yields every executor of every page, newest first", async () => {
    const { client, inputs } = await session(250);
    const list = await collect(listExecutors({ client, throttle }, { SessionId }));
    expect(numbers(list)).toEqual(numbers(executors(250)));
    expect(inputs()).toEqual([
      { SessionId, MaxResults: 100 },
      { SessionId, MaxResults: 100, NextToken: expect.any(String) as string },
      { SessionId, MaxResults: 100, NextToken: expect.any(String) as string },
    ]);
  });

  it("sends no request before next(), and can be iterated again", async () => {
    const { client, inputs } = await session(3);
    const paginator = listExecutors({ client, throttle }, { SessionId });
    paginator[Symbol.asyncIterator]();
    paginator.pages()[Symbol.asyncIterator]();
    expect(inputs()).toHaveLength(0);
    expect(numbers(await collect(paginator))).toEqual([3, 2, 1]);
    expect(numbers(await collect(paginator))).toEqual([3, 2, 1]);
    expect(inputs()).toHaveLength(2);
  });

  it("does not modify the input, the config or the client", async () => {
    const { client } = await session(250);
    const input = Object.freeze({ SessionId, ExecutorStateFilter: Object.freeze(["REGISTERED"] as const) });
    const config: ListExecutorsConfig = Object.freeze({ client, pageSize: 50, throttle });
    const stack = client.middlewareStack.identify();
    expect(await collect(listExecutors(config, input))).toHaveLength(250);
    expect(client.middlewareStack.identify()).toEqual(stack);
    // The client's own retries and handler are unchanged.
    const output = await client.send(new ListExecutorsCommand({ SessionId }));
    expect(output.ExecutorsSummary).toHaveLength(100);
  });

  it("ignores changes of its options after the call", async () => {
    const { client, inputs } = await session(3);
    const states: ("REGISTERED" | "FAILED")[] = ["REGISTERED"];
    const input = { SessionId, ExecutorStateFilter: states };
    const config = { client, throttle, pageSize: 2 } as const;
    const paginator = listExecutors(config, input);
    states[0] = "FAILED";
    input.SessionId = "another";
    Object.assign(config, { pageSize: 50 });
    expect(numbers(await collect(paginator))).toEqual([3, 2, 1]);
    expect(inputs()[0]).toEqual({ SessionId, MaxResults: 2 });
  });

  it("passes on errors of the service unchanged", async () => {
    const { client } = await session(3);
    const listing = collect(listExecutors({ client, throttle }, { SessionId: "unknown" }));
    await expect(listing).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it("is done after it has failed", async () => {
    const { client, inputs } = await session(3);
    const iterator = listExecutors({ client, throttle }, { SessionId: "unknown" })[Symbol.asyncIterator]();
    await expect(iterator.next()).rejects.toBeInstanceOf(ResourceNotFoundException);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(inputs()).toHaveLength(1);
  });

  it("accepts any object with the send method of an SDK client", async () => {
    const inputs: unknown[] = [];
    const events: PaginationEvent[] = [];
    const client = {
      send: (command: object) => {
        inputs.push((command as ListExecutorsCommand).input);
        return Promise.resolve({ ExecutorsSummary: executors(2), $metadata: {} });
      },
    };
    const paginator = listExecutors({ client, onEvent: (event) => events.push(event) }, { SessionId });
    expect(numbers(await collect(paginator))).toEqual([2, 1]);
    expect(inputs).toEqual([{ SessionId, MaxResults: 100 }]);
    expect(events.filter(({ type }) => type === "request")).toHaveLength(1);
  });
});

describe("An unusual service", () => {
  const cases: readonly [name: string, pages: object[], expected: number[]][] = [
    [
      "other page sizes than requested",
      [{ ExecutorsSummary: executors(9, 3) }, { ExecutorsSummary: executors(2) }],
      [9, 8, 7, 6, 5, 4, 3, 2, 1],
    ],
    ["a token on a full last page", [{ ExecutorsSummary: executors(2) }, { ExecutorsSummary: [] }], [2, 1]],
    [
      "empty pages",
      [
        { ExecutorsSummary: [] },
        { ExecutorsSummary: [executor(2)] },
        { ExecutorsSummary: [] },
        { ExecutorsSummary: [executor(1)] },
      ],
      [2, 1],
    ],
    ["a missing list", [{}, { ExecutorsSummary: [executor(1)] }], [1]],
    [
      "null for missing values",
      [{ ExecutorsSummary: null }, { ExecutorsSummary: [executor(1)], NextToken: null }],
      [1],
    ],
    ["an empty token at the end", [{ ExecutorsSummary: [executor(1)], NextToken: "" }], [1]],
    ["an unknown state", [{ ExecutorsSummary: [{ ...executor(1), ExecutorState: "HIBERNATING" }] }], [1]],
    ["no state, no type, no times", [{ ExecutorsSummary: [{ ExecutorId: "executor-1" }] }], [1]],
    [
      "unsorted pages",
      [{ ExecutorsSummary: [executor(1), executor(4)] }, { ExecutorsSummary: [executor(2), executor(3)] }],
      [1, 4, 2, 3],
    ],
    [
      "repeated executors",
      [
        { ExecutorsSummary: executors(3, 2) },
        { ExecutorsSummary: executors(3, 2) },
        { ExecutorsSummary: executors(2) },
      ],
      [3, 2, 1],
    ],
    ["an executor twice on a page", [{ ExecutorsSummary: [executor(1), executor(1)] }], [1]],
  ];

  it.each(cases)("with %s yields every executor exactly once", async (_name, pages, expected) => {
    const { client, requests } = await pagedService(pages);
    expect(numbers(await collect(listExecutors({ client, throttle }, { SessionId })))).toEqual(expected);
    expect(requests.map(({ input }) => input.NextToken)).toEqual(
      pages.map((_page, index) => (index === 0 ? undefined : `t${String(index)}`)),
    );
  });

  it("with a thousand empty pages is listed to the end", async () => {
    const pages = Array.from({ length: 1000 }, () => ({ ExecutorsSummary: [] as object[] }));
    const { client } = await pagedService([...pages, { ExecutorsSummary: [executor(1)] }]);
    expect(numbers(await collect(listExecutors({ client, throttle }, { SessionId })))).toEqual([1]);
  });

  it.each([1, 2, 3, 50, 64])("with a cycle of %i tokens fails after all of its pages", async (period) => {
    const tail = 5;
    const { client, requests } = await foreignService((_request, number) => {
      const index = number <= tail ? number : tail + ((number - tail - 1) % period) + 1;
      const next = number + 1 <= tail ? number + 1 : tail + ((number - tail) % period) + 1;
      return { ExecutorsSummary: [executor(1000 - index)], NextToken: `t${String(next)}` };
    });
    const { values, error } = await untilFailure(listExecutors({ client, throttle }, { SessionId }));
    expect(isRepeatedTokenError(error) && error.token).toBe(`t${String(tail + 1)}`);
    expect(isRepeatedTokenError(error) && error.pages).toBe(tail + period);
    expect(values).toHaveLength(tail + period);
    expect(requests).toHaveLength(tail + period);
    expect(JSON.stringify(error)).not.toContain("t6");
    expect(String(error)).not.toContain("t6");
  });

  it("with a longer cycle fails within three times its length", async () => {
    const period = 100;
    const { client, requests } = await foreignService((_request, number) => ({
      ExecutorsSummary: [],
      NextToken: `t${String(number % period)}`,
    }));
    const { error } = await untilFailure(listExecutors({ client, throttle }, { SessionId }));
    expect(isRepeatedTokenError(error)).toBe(true);
    expect(requests.length).toBeGreaterThan(period);
    expect(requests.length).toBeLessThanOrEqual(3 * period);
  });

  it("that repeats the startingToken fails", async () => {
    const { client, requests } = await foreignService(() => ({ ExecutorsSummary: [executor(1)], NextToken: "again" }));
    const { error } = await untilFailure(listExecutors({ client, throttle, startingToken: "again" }, { SessionId }));
    expect(isRepeatedTokenError(error)).toBe(true);
    expect(requests).toHaveLength(1);
  });
});

describe("An invalid answer", () => {
  const cases: readonly [name: string, page: object, member: string][] = [
    ["a list that is a string", { ExecutorsSummary: "abc" }, "ExecutorsSummary"],
    ["an executor that is a number", { ExecutorsSummary: [5] }, "ExecutorsSummary[0]"],
    [
      "an executor without id",
      { ExecutorsSummary: [executor(1), { ExecutorSize: 1 }] },
      "ExecutorsSummary[1].ExecutorId",
    ],
    ["an executor with an empty id", { ExecutorsSummary: [{ ExecutorId: "" }] }, "ExecutorsSummary[0].ExecutorId"],
    ["an executor whose id is a number", { ExecutorsSummary: [{ ExecutorId: 7 }] }, "ExecutorsSummary[0].ExecutorId"],
    ["a token that is an object", { ExecutorsSummary: [], NextToken: { page: 2 } }, "NextToken"],
  ];

  it.each(cases)("with %s is a typed error that names the member", async (_name, page, member) => {
    const { client, requests } = await foreignService(() => page);
    const { error } = await untilFailure(listExecutors({ client, throttle }, { SessionId }));
    expect(isUnexpectedResponseError(error) && error.member).toBe(member);
    expect(requests).toHaveLength(1);
  });

  it("of undefined, as from a bare mock, is a typed error", async () => {
    const client = { send: () => Promise.resolve(undefined) };
    const { error } = await untilFailure(listExecutors({ client, throttle }, { SessionId }));
    expect(isUnexpectedResponseError(error) && error.message).toContain(
      "Check the client's endpoint, proxies and mocks",
    );
  });
});

describe("The option ExecutorStateFilter", () => {
  const mixed = [executor(5, "TERMINATED"), executor(4), executor(3, "FAILED"), executor(2), executor(1, "TERMINATED")];

  it("as a string is applied by the service", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: mixed }] });
    const config = { client: clientOf(athena), throttle } as const;
    const list = await collect(listExecutors(config, { SessionId, ExecutorStateFilter: "REGISTERED" }));
    expect(numbers(list)).toEqual([4, 2]);
    expect(athena.requests[0]?.input).toEqual({ SessionId, MaxResults: 100, ExecutorStateFilter: "REGISTERED" });
  });

  it("as an array is applied locally to one unfiltered listing", async () => {
    const athena = await startedAthena({ sessions: [{ SessionId, executors: mixed }] });
    const config = { client: clientOf(athena), throttle } as const;
    const list = await collect(listExecutors(config, { SessionId, ExecutorStateFilter: ["REGISTERED", "FAILED"] }));
    expect(numbers(list)).toEqual([4, 3, 2]);
    expect(athena.requests.map(({ input }) => input)).toEqual([{ SessionId, MaxResults: 100 }]);
  });

  it("drops executors in other states than the requested one", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: mixed }]);
    const input = { SessionId, ExecutorStateFilter: "FAILED" } as const;
    expect(numbers(await collect(listExecutors({ client, throttle }, input)))).toEqual([3]);
  });

  it("checks the state when an executor is first seen", async () => {
    const { client } = await pagedService([
      { ExecutorsSummary: [executor(2, "CREATED")] },
      { ExecutorsSummary: [executor(2), executor(1)] },
    ]);
    const input = { SessionId, ExecutorStateFilter: ["REGISTERED"] } as const;
    expect(numbers(await collect(listExecutors({ client, throttle }, input)))).toEqual([1]);
  });
});

describe("The options maxItems and pageSize", () => {
  const maxResults = (inputs: unknown[]): unknown[] =>
    inputs.map((input) => (input as { MaxResults: number }).MaxResults);
  const cases: readonly [config: Partial<ListExecutorsConfig>, yielded: number, maxResults: number[]][] = [
    [{ maxItems: 5 }, 5, [5]],
    [{ maxItems: 100 }, 100, [100]],
    [{ maxItems: 150 }, 150, [100, 50]],
    [{ maxItems: 15, pageSize: 10 }, 15, [10, 5]],
    [{ maxItems: 1000 }, 250, [100, 100, 100]],
    [{ maxItems: 0 }, 0, []],
    [{ pageSize: 60 }, 250, [60, 60, 60, 60, 60]],
  ];

  it.each(cases)("request no more than needed: %j", async (config, yielded, requested) => {
    const { client, inputs } = await session(250);
    const list = await collect(listExecutors({ client, throttle, ...config }, { SessionId }));
    expect(numbers(list)).toEqual(numbers(executors(250)).slice(0, yielded));
    expect(maxResults(inputs())).toEqual(requested);
  });

  it("request whole pages under an array of states", async () => {
    const { client, inputs } = await session(250);
    const input = { SessionId, ExecutorStateFilter: ["REGISTERED"] } as const;
    expect(await collect(listExecutors({ client, throttle, maxItems: 5 }, input))).toHaveLength(5);
    expect(maxResults(inputs())).toEqual([100]);
  });

  it("request no more than needed under a single state", async () => {
    const { client, inputs } = await session(250);
    const input = { SessionId, ExecutorStateFilter: "REGISTERED" } as const;
    expect(await collect(listExecutors({ client, throttle, maxItems: 5 }, input))).toHaveLength(5);
    expect(maxResults(inputs())).toEqual([5]);
  });

  it("truncate a page that is longer than requested", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(9) }, { ExecutorsSummary: [] }]);
    expect(numbers(await collect(listExecutors({ client, throttle, maxItems: 2 }, { SessionId })))).toEqual([9, 8]);
  });
});

describe("The option startedAfter", () => {
  const started = (number: number): Date => new Date((1_700_000_000 + number) * 1000);

  it("ends the listing at the first executor that is not newer", async () => {
    const { client, inputs } = await session(250);
    const list = await collect(listExecutors({ client, throttle, startedAfter: started(145) }, { SessionId }));
    expect(numbers(list)).toEqual(numbers(executors(250, 146)));
    expect(inputs()).toHaveLength(2);
  });

  it("treats an executor without start time as newest", async () => {
    const { client } = await pagedService([
      { ExecutorsSummary: [{ ExecutorId: "executor-9" }, executor(2), executor(1)] },
    ]);
    const config = { client, throttle, startedAfter: started(1) } as const;
    expect(numbers(await collect(listExecutors(config, { SessionId })))).toEqual([9, 2]);
  });

  it("does not end the listing after disorder", async () => {
    const { client, requests } = await pagedService([
      { ExecutorsSummary: [executor(1), executor(5)] },
      { ExecutorsSummary: [executor(4)] },
    ]);
    const config = { client, throttle, startedAfter: started(2) } as const;
    expect(numbers(await collect(listExecutors(config, { SessionId })))).toEqual([5, 4]);
    expect(requests).toHaveLength(2);
  });

  it("works with start times in milliseconds", async () => {
    const inMilliseconds = executors(3).map((one) => ({ ...one, StartDateTime: (one.StartDateTime ?? 0) * 1000 }));
    const { client } = await pagedService([{ ExecutorsSummary: inMilliseconds }]);
    const config = { client, throttle, startedAfter: started(1) } as const;
    expect(numbers(await collect(listExecutors(config, { SessionId })))).toEqual([3, 2]);
  });
});

describe("The option strictOrder", () => {
  const pages = [{ ExecutorsSummary: [executor(5), executor(4, "FAILED"), executor(6), executor(3)] }];

  it("throws at a newer executor, after all executors before it", async () => {
    const { client } = await pagedService(pages);
    const { values, error } = await untilFailure(listExecutors({ client, throttle, strictOrder: true }, { SessionId }));
    expect(numbers(values)).toEqual([5, 4]);
    expect(isOrderError(error) && error).toMatchObject({
      name: "OrderError",
      executorId: "executor-6",
      startTime: new Date(1_700_000_006_000),
      previousExecutorId: "executor-4",
      previousStartTime: new Date(1_700_000_004_000),
    });
    expect(String(error)).toContain("2023-11-14T22:13:26.000Z");
  });

  it("checks executors before the filter drops them", async () => {
    const { client } = await pagedService(pages);
    const input = { SessionId, ExecutorStateFilter: ["REGISTERED"] } as const;
    const { values, error } = await untilFailure(listExecutors({ client, throttle, strictOrder: true }, input));
    expect(isOrderError(error)).toBe(true);
    expect(numbers(values)).toEqual([5]);
  });

  it("does not check executors beyond maxItems", async () => {
    const { client } = await pagedService(pages);
    const config = { client, throttle, strictOrder: true, maxItems: 2 } as const;
    expect(numbers(await collect(listExecutors(config, { SessionId })))).toEqual([5, 4]);
  });

  it("accepts ties and executors without start time", async () => {
    const tie = { ...executor(4), ExecutorId: "executor-40" };
    const { client } = await pagedService([
      { ExecutorsSummary: [executor(4), tie, { ExecutorId: "executor-9" }, executor(5)] },
    ]);
    const { values, error } = await untilFailure(listExecutors({ client, throttle, strictOrder: true }, { SessionId }));
    expect(numbers(values)).toEqual([4, 40, 9]);
    expect(isOrderError(error) && [error.executorId, error.previousExecutorId]).toEqual(["executor-5", "executor-40"]);
  });

  it("throws at once if no executor came before", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: [executor(1)] }, { ExecutorsSummary: [executor(2)] }]);
    const listing = listExecutors({ client, throttle, strictOrder: true }, { SessionId });
    const { values: pages, error } = await untilFailure(listing.pages());
    expect(isOrderError(error)).toBe(true);
    expect(pages).toHaveLength(1);
  });
});

describe("pages()", () => {
  it("yields pages as the SDK does, always with an array", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: [executor(2)] }, {}]);
    const [first, second, ...rest] = await collect(listExecutors({ client, throttle }, { SessionId }).pages());
    expect(rest).toHaveLength(0);
    expect(first).toMatchObject({ SessionId, NextToken: "t1", $metadata: { httpStatusCode: 200, attempts: 1 } });
    expect(first?.ExecutorsSummary).toEqual([executor(2)]);
    expect(second?.ExecutorsSummary).toEqual([]);
    expect(second?.NextToken).toBeUndefined();
  });

  it("yields also pages without matches", async () => {
    const { client } = await pagedService([
      { ExecutorsSummary: [executor(2)] },
      { ExecutorsSummary: [executor(1, "FAILED")] },
    ]);
    const input = { SessionId, ExecutorStateFilter: ["FAILED"] } as const;
    const pages = await collect(listExecutors({ client, throttle }, input).pages());
    expect(pages.map((page) => numbers(page.ExecutorsSummary))).toEqual([[], [1]]);
  });

  it("has no NextToken on a truncated page", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(3) }, {}]);
    for (const limit of [{ maxItems: 2 }, { startedAfter: new Date(1_700_000_001_000) }]) {
      const pages = await collect(listExecutors({ client, throttle, ...limit }, { SessionId }).pages());
      expect(pages.map((page) => numbers(page.ExecutorsSummary))).toEqual([[3, 2]]);
      expect(pages[0]?.NextToken).toBeUndefined();
    }
  });

  it("keeps a usable NextToken if maxItems ends with the page", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(4, 3) }, { ExecutorsSummary: executors(2) }]);
    const [page] = await collect(listExecutors({ client, throttle, maxItems: 2 }, { SessionId }).pages());
    const startingToken = page?.NextToken ?? "none";
    expect(numbers(await collect(listExecutors({ client, throttle, startingToken }, { SessionId })))).toEqual([2, 1]);
  });
});

describe("toArray()", () => {
  it("sorts newest first, with missing start times before all", async () => {
    const tie = { ...executor(3), ExecutorId: "executor-30" };
    const unstarted = { ExecutorId: "executor-9" };
    const { client } = await pagedService([
      { ExecutorsSummary: [executor(1), executor(3)] },
      { ExecutorsSummary: [tie, unstarted, executor(2)] },
    ]);
    expect(numbers(await listExecutors({ client, throttle }, { SessionId }).toArray())).toEqual([9, 3, 30, 2, 1]);
  });

  it("sorts only the collected executors under maxItems", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: [executor(1), executor(3), executor(2)] }]);
    expect(numbers(await listExecutors({ client, throttle, maxItems: 2 }, { SessionId }).toArray())).toEqual([3, 1]);
  });

  it("contains the objects of the SDK", async () => {
    const executor = { ExecutorId: "one" };
    const client = { send: () => Promise.resolve({ ExecutorsSummary: [executor] }) };
    expect((await listExecutors({ client }, { SessionId }).toArray())[0]).toBe(executor);
  });
});

describe("The option onEvent", () => {
  const input: ListExecutorsInput = { SessionId };

  async function events(config: Partial<ListExecutorsConfig>, pages: object[]): Promise<PaginationEvent[]> {
    const { client } = await pagedService(pages);
    const seen: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): void => {
      seen.push(event);
      throw new Error("A listener of the caller");
    };
    await collect(listExecutors({ client, throttle, onEvent, ...config }, input)).catch(() => undefined);
    return seen;
  }

  it("gets requests, pages and totals, and its errors are ignored", async () => {
    const seen = await events({}, [
      { ExecutorsSummary: executors(4, 3) },
      { ExecutorsSummary: [executor(3), executor(2), executor(7)] },
    ]);
    expect(seen).toEqual([
      { type: "request", operation: "ListExecutors", attempt: 1 },
      { type: "page", page: 1, items: 2, yielded: 2 },
      { type: "request", operation: "ListExecutors", attempt: 1 },
      { type: "duplicate", executorId: "executor-3" },
      { type: "disorder", executorId: "executor-7" },
      { type: "page", page: 2, items: 3, yielded: 2 },
      {
        type: "end",
        reason: "complete",
        totals: { pages: 2, requests: 2, retries: 0, seen: 5, yielded: 4, duplicates: 1, skipped: 0, waited: 0 },
      },
    ]);
  });

  it("ignores the rejection of an asynchronous listener", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: [executor(1)] }]);
    const onEvent = (() => Promise.reject(new Error("A listener of the caller"))) as () => void;
    expect(await collect(listExecutors({ client, throttle, onEvent }, input))).toHaveLength(1);
  });

  const ends: readonly [reason: string, config: Partial<ListExecutorsConfig>, pages: object[]][] = [
    ["complete", {}, [{}]],
    ["complete", { maxItems: 2 }, [{ ExecutorsSummary: executors(2) }]],
    ["maxItems", { maxItems: 2 }, [{ ExecutorsSummary: executors(2) }, {}]],
    ["maxItems", { maxItems: 1 }, [{ ExecutorsSummary: executors(2) }]],
    ["maxItems", { maxItems: 0 }, [{}]],
    ["startedAfter", { startedAfter: new Date(1_700_000_001_000) }, [{ ExecutorsSummary: executors(2) }]],
    ["failed", { strictOrder: true }, [{ ExecutorsSummary: [executor(1), executor(2)] }]],
    ["aborted", { abortSignal: AbortSignal.abort() }, [{}]],
  ];

  it.each(ends)("gets the end reason %s for %j", async (reason, config, pages) => {
    const seen = await events(config, pages);
    expect(seen.at(-1)).toMatchObject({ type: "end", reason });
    expect(seen.filter(({ type }) => type === "end")).toHaveLength(1);
  });

  it("gets the number of executors that reached a leaving consumer", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(9) }, {}]);
    const seen: PaginationEvent[] = [];
    for await (const { ExecutorId } of listExecutors(
      { client, throttle, onEvent: (event) => seen.push(event) },
      input,
    )) {
      if (ExecutorId === "executor-8") break;
    }
    expect(seen.at(-1)).toMatchObject({ type: "end", reason: "left", totals: { seen: 9, yielded: 2, pages: 1 } });
  });
});
