import { describe, expect, it } from "vitest";
import {
  isRepeatedTokenError,
  isUnexpectedResponseError,
  listExecutors,
  resumeCursor,
  type ListExecutorsConfig,
  type PaginationEvent,
} from "../lib/index.js";
import { collect, executor, executors, numbers } from "./support/executors.js";
import { foreignService, pagedService, type ForeignService } from "./support/foreign-service.js";
import { untilFailure } from "./support/iterating.js";

const input = { SessionId: "session" } as const;
const throttle = false;

/** A listing whose tokens run in a circle of `period`, after `tail` pages outside of it. */
function circle(tail: number, period: number, hasExecutors = true): Promise<ForeignService> {
  return foreignService(({ input: { NextToken } }, number) => {
    const place = Number(NextToken?.slice(1) ?? 0);
    const next = place + 1 < tail + period + 1 ? place + 1 : tail + 1;
    return { ExecutorsSummary: hasExecutors ? [executor(100_000 - number)] : [], NextToken: `t${next}` };
  });
}

describe("tokens in a circle", () => {
  const short = [1, 2, 3, 50, 64].flatMap((period) => [0, 30].map((tail) => [period, tail] as const));

  it.each([...short, [50, 200], [2, 300]] as const)(
    "of %i behind a tail of %i are an error at the first repeat",
    async (period, tail) => {
      const { client, requests } = await circle(tail, period);
      const events: PaginationEvent[] = [];
      const onEvent = (event: PaginationEvent): number => events.push(event);
      const { values, error } = await untilFailure(listExecutors({ client, throttle, onEvent }, input));
      const pages = tail + period + 1;
      expect(isRepeatedTokenError(error) && [error.token, error.pages]).toEqual([`t${tail + 1}`, pages]);
      expect(requests).toHaveLength(pages);
      expect(values).toHaveLength(pages);
      expect(resumeCursor(error)).toBeDefined();
      expect(events.at(-1)).toMatchObject({ type: "end", reason: "failed", totals: { pages, yielded: pages } });
    },
  );

  it.each([
    [65, 0],
    [65, 150],
    [129, 30],
  ])("of %i behind a tail of %i are an error within three times the longer of the two", async (period, tail) => {
    const { client, requests } = await circle(tail, period, false);
    const { error } = await untilFailure(listExecutors({ client, throttle }, input));
    expect(isRepeatedTokenError(error) && error.pages).toBe(requests.length);
    expect(requests.length).toBeGreaterThan(period);
    expect(requests.length).toBeLessThanOrEqual(3 * Math.max(period, tail + 1) + 1);
  });

  it("are an error behind what was fetched ahead too, and nothing is asked for behind it", async () => {
    const { client, requests } = await circle(0, 3);
    const { values, error } = await untilFailure(listExecutors({ client, throttle, prefetch: 3 }, input).pages());
    expect(isRepeatedTokenError(error)).toBe(true);
    expect([values.length, requests.length]).toEqual([4, 4]);
  });

  it("are no matter where nobody wants that page", async () => {
    const { client } = await circle(0, 1);
    const listed = await collect(listExecutors({ client, throttle, maxItems: 2 }, input));
    expect(listed).toHaveLength(2);
  });

  it("say so without saying the token", async () => {
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

  it("begin with the token of the caller, or of a cursor", async () => {
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
    expect(second.requests).toHaveLength(2);
  });

  it("is no alarm for a page of nothing but duplicates, nor for two hundred of them", async () => {
    const pages = Array.from({ length: 200 }, () => ({ ExecutorsSummary: executors(2) }));
    const { client, requests } = await pagedService([...pages, { ExecutorsSummary: [executor(0)] }]);
    expect(numbers(await collect(listExecutors({ client, throttle }, input)))).toEqual([2, 1, 0]);
    expect(requests).toHaveLength(201);
  });
});

describe("an answer that is no page, behind one that is", () => {
  const garbage: readonly [name: string, page: object, member: string, kind: string][] = [
    ["a list that is none", { ExecutorsSummary: { 0: "secret" } }, "ExecutorsSummary", "a value of type object"],
    ["a list that is a text", { ExecutorsSummary: "secret" }, "ExecutorsSummary", "a value of type string"],
    [
      "an executor that is a text",
      { ExecutorsSummary: [executor(1), "secret"] },
      "ExecutorsSummary[1]",
      "a value of type string",
    ],
    ["an executor that is nothing", { ExecutorsSummary: [null] }, "ExecutorsSummary[0]", "null"],
    ["an executor without id", { ExecutorsSummary: [{}] }, "ExecutorsSummary[0].ExecutorId", "undefined"],
    [
      "an id that is none",
      { ExecutorsSummary: [{ ExecutorId: ["secret"] }] },
      "ExecutorsSummary[0].ExecutorId",
      "an array",
    ],
    ["a token that is a number", { ExecutorsSummary: [], NextToken: 5 }, "NextToken", "a value of type number"],
    ["a token that is an array", { ExecutorsSummary: [], NextToken: ["secret"] }, "NextToken", "an array"],
  ];
  const views: readonly Partial<ListExecutorsConfig>[] = [{ prefetch: 0 }, { prefetch: 2 }];

  it.each(garbage)(
    "%s is an error that says so, after what came before was delivered",
    async (_name, page, member, kind) => {
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
    },
  );
});
