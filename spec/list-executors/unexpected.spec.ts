import { describe, expect, it } from "vitest";
import {
  isRepeatedTokenError,
  isUnexpectedResponseError,
  listExecutors,
  type ListExecutorsConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { foreignService, pagedService, type ForeignService } from "../support/foreign-service.js";
import { take, untilFailure } from "../support/iterating.js";

const input = { SessionId: "session" } as const;
const throttle = false;

/** Lists a session whose tokens form a cycle of `period` pages after `tail` other pages. */
function circle(tail: number, period: number, hasExecutors = true): Promise<ForeignService> {
  return foreignService(({ input: { NextToken } }, number) => {
    const place = Number(NextToken?.slice(1) ?? 0);
    const next = place + 1 < tail + period + 1 ? place + 1 : tail + 1;
    return { ExecutorsSummary: hasExecutors ? [executor(100_000 - number)] : [], NextToken: `t${next}` };
  });
}

describe("Cyclic tokens", () => {
  const short = [1, 2, 3, 50, 64].flatMap((period) => [0, 30].map((tail) => [period, tail] as const));

  it.each([...short, [50, 200], [2, 300]] as const)(
    "with the period %i after %i pages are an error at the first repeat",
    async (period, tail) => {
      const { client, requests } = await circle(tail, period);
      const events: PaginationEvent[] = [];
      const onEvent = (event: PaginationEvent): number => events.push(event);
      const { values, error } = await untilFailure(listExecutors({ client, throttle, onEvent }, input));
      const pages = tail + period + 1;
      expect(isRepeatedTokenError(error) && [error.token, error.pages]).toEqual([`t${tail + 1}`, pages]);
      expect(requests).toHaveLength(pages);
      expect(values).toHaveLength(pages);
      expect(events.at(-1)).toMatchObject({ type: "end", reason: "failed", totals: { pages, yielded: pages } });
    },
  );

  it.each([
    [65, 0],
    [65, 150],
    [129, 30],
  ])("with period %i after %i pages fail within three times the longer", async (period, tail) => {
    const { client, requests } = await circle(tail, period, false);
    const { error } = await untilFailure(listExecutors({ client, throttle }, input));
    expect(isRepeatedTokenError(error) && error.pages).toBe(requests.length);
    expect(requests.length).toBeGreaterThan(period);
    expect(requests.length).toBeLessThanOrEqual(3 * Math.max(period, tail + 1) + 1);
  });

  it("are an error after prefetched pages, without further requests", async () => {
    const { client, requests } = await circle(0, 3);
    const { values, error } = await untilFailure(listExecutors({ client, throttle, prefetch: 3 }, input).pages());
    expect(isRepeatedTokenError(error)).toBe(true);
    expect([values.length, requests.length]).toEqual([4, 4]);
  });

  it("are not an error if the page is not needed", async () => {
    const { client } = await circle(0, 1);
    const listed = await collect(listExecutors({ client, throttle, maxItems: 2 }, input));
    expect(listed).toHaveLength(2);
  });

  it("are an error that does not contain the token", async () => {
    const { client } = await foreignService(() => ({ ExecutorsSummary: [], NextToken: "secret" }));
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const { error } = await untilFailure(listExecutors({ client, throttle, onEvent }, input));
    expect(isRepeatedTokenError(error) && error.token).toBe("secret");
    expect(String(error) + JSON.stringify([error, events]) + Object.values(error as object).join()).not.toContain(
      "secret",
    );
    expect(String(error)).toContain("The listing is incomplete");
  });

  it("are an error after a startingToken and after a cursor too", async () => {
    const again = (): Promise<ForeignService> =>
      foreignService(() => ({ ExecutorsSummary: [executor(1)], NextToken: "again" }));
    const first = await again();
    const started = await untilFailure(
      listExecutors({ client: first.client, throttle, startingToken: "again" }, input),
    );
    expect(isRepeatedTokenError(started.error)).toBe(true);
    expect(first.requests).toHaveLength(1);
    const second = await again();
    const pages: string[] = [];
    for await (const page of listExecutors({ client: second.client, throttle }, input).pages()) {
      pages.push(page.cursor);
      break;
    }
    const resumed = await untilFailure(listExecutors({ client: second.client, throttle, cursor: pages[0] }, input));
    expect(isRepeatedTokenError(resumed.error)).toBe(true);
    expect(second.requests).toHaveLength(3);
  });

  it("are not assumed after two hundred pages of duplicates", async () => {
    const pages = Array.from({ length: 200 }, () => ({ ExecutorsSummary: executors(2) }));
    const { client, requests } = await pagedService([...pages, { ExecutorsSummary: [executor(0)] }]);
    expect(numbers(await collect(listExecutors({ client, throttle }, input)))).toEqual([2, 1, 0]);
    expect(requests).toHaveLength(201);
  });
});

describe("Pages that only repeat executors under new tokens", () => {
  const list = executors(3);
  const limited = [
    ["the same executors", () => list],
    ["one executor", () => executors(1)],
    ["the same executors in changing order", (n: number) => (n % 2 === 0 ? list : [...list].reverse())],
    ["the same executors and empty pages", (n: number) => (n % 3 === 0 ? [] : list)],
    ["a few executors in turn", (n: number) => [executor(n % 7)]],
    ["executors without start time", () => [{ ExecutorId: "a" }, { ExecutorId: "b" }]],
  ] as const;
  const views: readonly Partial<ListExecutorsConfig>[] = [{}, { maxItems: 15 }, { startedAfter: new Date(0) }];

  it.each(limited)("are an error after a thousand pages: %s", async (_what, page) => {
    for (const config of views) {
      let sent = 0;
      const client = {
        send: () => {
          sent += 1;
          return Promise.resolve({ SessionId: "session", ExecutorsSummary: page(sent), NextToken: `t${sent}` });
        },
      };
      const { values, error } = await untilFailure(listExecutors({ client, throttle, ...config }, input));
      expect(isRepeatedTokenError(error) && error.pages).toBe(sent);
      expect(String(error)).toContain("repeated earlier pages");
      expect(new Set(values.map(({ ExecutorId }) => ExecutorId)).size).toBe(values.length);
      expect(sent).toBeGreaterThan(1000);
      expect(sent).toBeLessThan(1600);
    }
  });

  it("are an error after a cursor and after a restart too", async () => {
    let sent = 0;
    let refusesAt = 0;
    const client = {
      send: () => {
        sent += 1;
        if (sent === refusesAt) {
          return Promise.reject(Object.assign(new Error("expired"), { name: "InvalidRequestException" }));
        }
        return Promise.resolve({ ExecutorsSummary: list, NextToken: `t${sent}` });
      },
    };
    const [first] = await take(listExecutors({ client, throttle }, input).withCursors(), 1);
    const resumed = await untilFailure(listExecutors({ client, throttle, cursor: first?.cursor }, input));
    expect(isRepeatedTokenError(resumed.error)).toBe(true);
    expect(numbers(resumed.values)).toEqual([2, 1]);
    refusesAt = sent + 3;
    const restarted = await untilFailure(listExecutors({ client, throttle }, input));
    expect(isRepeatedTokenError(restarted.error)).toBe(true);
    expect(numbers(restarted.values)).toEqual([3, 2, 1]);
    expect(sent).toBeLessThan(2200);
  });

  it("are no error if one in a thousand is new or empty", async () => {
    const pages = Array.from({ length: 1990 }, (_, n) => ({
      ExecutorsSummary: n === 995 ? [executor(2)] : n % 900 === 1 ? [] : [executor(3)],
      NextToken: `t${n}`,
    }));
    const answers = [
      ...pages,
      ...Array.from({ length: 1500 }, (_, n) => ({ ExecutorsSummary: [], NextToken: `e${n}` })),
    ];
    const send = (): Promise<object> => Promise.resolve(answers.shift() ?? { ExecutorsSummary: [executor(1)] });
    expect(numbers(await collect(listExecutors({ client: { send }, throttle }, input)))).toEqual([3, 2, 1]);
  });

  it("are no error if a cursor skips two thousand pages", async () => {
    const all = executors(2100);
    const client = {
      send: ({ input: { NextToken = "0" } }: { input: { NextToken?: string } }) => {
        const end = Number(NextToken) + 1;
        const ExecutorsSummary = all.slice(end - 1, end);
        return Promise.resolve({ ExecutorsSummary, ...(end < all.length && { NextToken: String(end) }) });
      },
    };
    const delivered = await collect(listExecutors({ client, throttle }, input).withCursors());
    const { cursor } = delivered[2089] ?? {};
    expect(numbers(await collect(listExecutors({ client, throttle, cursor }, input)))).toEqual(numbers(executors(10)));
  });
});

describe("An invalid answer after a valid page", () => {
  const garbage: readonly [name: string, page: object, member: string, kind: string][] = [
    ["a list that is an object", { ExecutorsSummary: { 0: "secret" } }, "ExecutorsSummary", "a value of type object"],
    ["a list that is a string", { ExecutorsSummary: "secret" }, "ExecutorsSummary", "a value of type string"],
    [
      "an executor that is a string",
      { ExecutorsSummary: [executor(1), "secret"] },
      "ExecutorsSummary[1]",
      "a value of type string",
    ],
    ["an executor that is null", { ExecutorsSummary: [null] }, "ExecutorsSummary[0]", "null"],
    ["an executor without id", { ExecutorsSummary: [{}] }, "ExecutorsSummary[0].ExecutorId", "undefined"],
    [
      "an id that is not a string",
      { ExecutorsSummary: [{ ExecutorId: ["secret"] }] },
      "ExecutorsSummary[0].ExecutorId",
      "an array",
    ],
    ["a token that is a number", { ExecutorsSummary: [], NextToken: 5 }, "NextToken", "a value of type number"],
    ["a token that is an array", { ExecutorsSummary: [], NextToken: ["secret"] }, "NextToken", "an array"],
    ["neither list nor SessionId", { SessionId: undefined }, "SessionId", "undefined"],
    ["only a token", { SessionId: undefined, NextToken: "secret" }, "SessionId", "undefined"],
    ["a SessionId that is an array", { SessionId: ["secret"] }, "SessionId", "an array"],
  ];
  const views: readonly Partial<ListExecutorsConfig>[] = [{ prefetch: 0 }, { prefetch: 2 }];

  it.each(garbage)("with %s is an error after the executors before it", async (_name, page, member, kind) => {
    for (const config of views) {
      const { client, requests } = await pagedService([
        { ExecutorsSummary: executors(3, 2) },
        page,
        { ExecutorsSummary: [executor(0)] },
      ]);
      const { values, error } = await untilFailure(listExecutors({ client, throttle, ...config }, input));
      expect(numbers(values)).toEqual([3, 2]);
      expect(isUnexpectedResponseError(error) && [error.operation, error.member]).toEqual(["ListExecutors", member]);
      expect(String(error)).toContain(`in \`${member}\`, got ${kind}.`);
      expect(String(error) + JSON.stringify(error)).not.toContain("secret");
      expect(requests).toHaveLength(2);
    }
  });
});

describe("An answer with neither a list nor a SessionId", () => {
  const bodies: readonly [name: string, body: string][] = [
    ["an empty object", "{}"],
    ["an empty body", ""],
    ["null", "null"],
    ["an empty array", "[]"],
    ["another operation's answer", '{"Sessions":[]}'],
  ];

  it.each(bodies)("is an error, not an empty page: %s", async (_name, body) => {
    const { client } = await foreignService(() => (_request, response) => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
      response.end(body);
    });
    const listing = listExecutors({ client, throttle, retry: false }, input);
    for (const view of [collect(listing), collect(listing.pages()), listing.toArray()]) {
      const error: unknown = await view.then(
        () => "nothing",
        (reason: unknown) => reason,
      );
      expect(isUnexpectedResponseError(error) && error.operation).toBe("ListExecutors");
    }
  });

  it("is an empty page if it has a SessionId", async () => {
    const { client } = await foreignService(() => ({ SessionId: "session" }));
    expect(await listExecutors({ client, throttle }, input).toArray()).toEqual([]);
  });
});
