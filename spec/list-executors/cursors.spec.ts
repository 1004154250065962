import { describe, expect, it } from "vitest";
import {
  isCursorError,
  listExecutors,
  type ExecutorSummary,
  type ListExecutorsConfig,
  type ListExecutorsInput,
  type PaginationEvent,
} from "../../lib/index.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { pagedService, type ForeignService } from "../support/foreign-service.js";
import { take, untilFailure } from "../support/iterating.js";
import {
  LivingSession,
  refusal,
  servedSession,
  type SessionAnswer,
  type SessionRequest,
} from "../support/living-session.js";

const SessionId = "session";
const input = { SessionId } as const;
const throttle = false;

type Config = Omit<ListExecutorsConfig, "client">;

/** Serves 25 executors over HTTP. */
async function session(list: readonly ExecutorSummary[] = executors(25)): Promise<{
  living: LivingSession;
  service: ForeignService;
  inputs: () => unknown[];
  rest: (config: Config) => Promise<number[]>;
}> {
  const living = new LivingSession(list);
  const service = await servedSession(living);
  const rest = async (config: Config): Promise<number[]> =>
    numbers(await collect(listExecutors({ client: service.client, throttle, ...config }, input)));
  return { living, service, inputs: () => service.requests.map((request) => request.input), rest };
}

/** Returns the cursor after each executor of a listing. */
async function cursorsOf(
  { client }: ForeignService,
  config: Config,
  of: ListExecutorsInput = input,
): Promise<string[]> {
  const all = await collect(listExecutors({ client, throttle, ...config }, of).withCursors());
  return all.map(({ cursor }) => cursor);
}

async function pageCursorsOf({ client }: ForeignService, config: Config): Promise<string[]> {
  return (await collect(listExecutors({ client, throttle, ...config }, input).pages())).map(({ cursor }) => cursor);
}

describe("withCursors()", () => {
  it("yields the SDK's object of every executor, with a cursor", async () => {
    const list = executors(3);
    const client = { send: () => Promise.resolve({ ExecutorsSummary: list }) };
    const all = await collect(listExecutors({ client }, input).withCursors());
    expect(all.map((one) => one.executor)).toEqual(list);
    expect(all.every((one, index) => one.executor === list[index])).toBe(true);
    expect(new Set(all.map(({ cursor }) => cursor)).size).toBe(3);
  });

  it("sends the same requests as a listing without cursors", async () => {
    const { service, inputs, rest } = await session();
    await cursorsOf(service, { pageSize: 10 });
    const withCursors = inputs();
    await rest({ pageSize: 10 });
    expect(withCursors).toHaveLength(3);
    expect(inputs().slice(3)).toEqual(withCursors);
  });
});

describe("The cursor of a page", () => {
  it("is an ordinary property that is computed on first access", async () => {
    const { service } = await session();
    const [page] = await collect(listExecutors({ client: service.client, throttle }, input).pages());
    const cursor = page?.cursor;
    expect(cursor).toMatch(/^2\./);
    expect(page?.cursor).toBe(cursor);
    expect(Object.keys(page ?? {})).toContain("cursor");
    expect({ ...page }.cursor).toBe(cursor);
    expect(JSON.parse(JSON.stringify(page))).toHaveProperty("cursor", cursor);
    expect(structuredClone(page)).toHaveProperty("cursor", cursor);
  });
});

describe("The option cursor", () => {
  it("resumes right after any executor of a page", async () => {
    const { service, rest } = await session();
    const cursors = await cursorsOf(service, { pageSize: 10 });
    for (const [index, cursor] of cursors.entries()) {
      expect(await rest({ cursor }), `after ${index + 1}`).toEqual(numbers(executors(24 - index)));
    }
  });

  it("resumes right after any page", async () => {
    const { service, rest } = await session();
    const cursors = await pageCursorsOf(service, { pageSize: 10 });
    expect(cursors).toHaveLength(3);
    expect(await Promise.all(cursors.map((cursor) => rest({ cursor })))).toEqual([
      numbers(executors(15)),
      numbers(executors(5)),
      [],
    ]);
  });

  it("accepts a cursor of a resumed listing", async () => {
    const { living, service } = await session();
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let left = 25; left > 0; left -= 1) {
      const config = { client: service.client, throttle, cursor, pageSize: 3 } as const;
      const [next] = await take(listExecutors(config, input).withCursors(), 1);
      seen.push(next?.executor.ExecutorId ?? "none");
      cursor = next?.cursor;
      living.join(executor(1000 - left));
    }
    expect(seen).toEqual(executors(25).map(({ ExecutorId }) => ExecutorId));
  });

  it("starts at the newest executor if it is undefined", async () => {
    const { rest } = await session();
    expect(await rest({ cursor: undefined })).toEqual(numbers(executors(25)));
  });

  it("first reads pages of 100 up to the resume point", async () => {
    const { service, inputs, rest } = await session(executors(450));
    const cursors = await cursorsOf(service, { pageSize: 10 });
    const page = (MaxResults: number, NextToken?: string): object => ({
      SessionId,
      MaxResults,
      ...(NextToken !== undefined && { NextToken }),
    });
    const sent = async (config: Config): Promise<unknown[]> => {
      const before = inputs().length;
      await rest(config);
      return inputs().slice(before);
    };
    expect(await sent({ cursor: cursors[12], pageSize: 7, maxItems: 9 })).toEqual([page(100)]);
    expect(await sent({ cursor: cursors[212], pageSize: 7, maxItems: 100 })).toEqual([
      page(100),
      page(100, "100-0"),
      page(100, "200-0"),
      page(7, "300-0"),
      page(6, "307-0"),
    ]);
    expect(await sent({ cursor: cursors[447], pageSize: 1 })).toHaveLength(5);
  });

  it("starts maxItems from zero", async () => {
    const { service, rest } = await session();
    const cursors = await cursorsOf(service, { maxItems: 5 });
    expect(cursors).toHaveLength(5);
    expect(await rest({ cursor: cursors[4], maxItems: 5 })).toEqual([20, 19, 18, 17, 16]);
  });

  it("works with another startedAfter, pageSize and maxItems", async () => {
    const { service, rest } = await session();
    const startedAfter = new Date((1_700_000_000 + 10) * 1000);
    const limited = await cursorsOf(service, { pageSize: 4, startedAfter });
    expect(limited).toHaveLength(15);
    expect(await rest({ cursor: limited[14], pageSize: 100 })).toEqual(numbers(executors(10)));
    const [, , cursor] = await cursorsOf(service, {});
    expect(await rest({ cursor, startedAfter, maxItems: 12 })).toEqual(numbers(executors(22, 11)));
  });

  it("leaves out new executors, and yields the others once", async () => {
    const { living, service, rest } = await session();
    const cursors = await cursorsOf(service, { pageSize: 10 });
    for (const [index, cursor] of cursors.entries()) {
      living.join(executor(100 + index));
      expect(await rest({ cursor, pageSize: 3 }), `after ${index + 1}`).toEqual(numbers(executors(24 - index)));
    }
  });

  it("works although its executor and its page are gone", async () => {
    const { living, service, rest } = await session();
    const cursors = await cursorsOf(service, { pageSize: 10 });
    living.change((list) => list.filter(({ ExecutorId }) => ExecutorId !== "executor-6"));
    expect(await rest({ cursor: cursors[19] })).toEqual([5, 4, 3, 2, 1]);
    living.change((list) => list.filter(({ ExecutorId }) => ExecutorId === "executor-2"));
    expect(await rest({ cursor: cursors[3] })).toEqual([2]);
  });

  it("works with start times in seconds and in milliseconds", async () => {
    const inMilliseconds = executors(25).map((one) => ({ ...one, StartDateTime: (one.StartDateTime ?? 0) * 1000 }));
    const { living, service, rest } = await session();
    const cursors = await cursorsOf(service, { pageSize: 10 });
    living.change(() => inMilliseconds);
    expect(await rest({ cursor: cursors[12] })).toEqual(numbers(executors(12)));
  });

  it("filters by the first state, and repeats no changed executor", async () => {
    const of = { SessionId, ExecutorStateFilter: ["REGISTERED"] } as const;
    const { living, service } = await session([
      executor(4),
      executor(3, "CREATED"),
      executor(2),
      executor(1, "CREATED"),
    ]);
    const cursors = await cursorsOf(service, {}, of);
    expect(cursors).toHaveLength(2);
    living.change((list) => list.map((one) => executor(numbers([one])[0] ?? 0)));
    const config = { client: service.client, throttle } as const;
    const rests = cursors.map((cursor) => listExecutors({ ...config, cursor }, of).toArray());
    expect((await Promise.all(rests)).map(numbers)).toEqual([[3, 2, 1], [1]]);
  });

  it("resumes with executors that maxItems left out", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(9, 4) }, { ExecutorsSummary: executors(3) }]);
    const [page, ...others] = await collect(listExecutors({ client, throttle, maxItems: 2 }, input).pages());
    expect(others).toHaveLength(0);
    expect(page?.NextToken).toBeUndefined();
    const rest = await collect(listExecutors({ client, throttle, cursor: page?.cursor }, input));
    expect(numbers(rest)).toEqual(numbers(executors(7)));
  });

  it("resumes with executors that startedAfter left out", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(9, 4) }, { ExecutorsSummary: executors(3) }]);
    const startedAfter = new Date((1_700_000_000 + 6) * 1000);
    const [page, ...others] = await collect(listExecutors({ client, throttle, startedAfter }, input).pages());
    expect(others).toHaveLength(0);
    expect(numbers(page?.ExecutorsSummary ?? [])).toEqual([9, 8, 7]);
    const rest = await collect(listExecutors({ client, throttle, cursor: page?.cursor }, input));
    expect(numbers(rest)).toEqual(numbers(executors(6)));
  });

  it("resumes with the whole page that startedAfter left empty", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(9, 4) }, { ExecutorsSummary: executors(3) }]);
    const startedAfter = new Date((1_700_000_000 + 60) * 1000);
    const [page] = await collect(listExecutors({ client, throttle, startedAfter }, input).pages());
    expect(page?.ExecutorsSummary).toEqual([]);
    const rest = await collect(listExecutors({ client, throttle, cursor: page?.cursor }, input));
    expect(numbers(rest)).toEqual(numbers(executors(9)));
  });

  it("resumes after an empty page and after a page without matches", async () => {
    const pages = [
      {},
      { ExecutorsSummary: [executor(4, "FAILED"), executor(3, "FAILED")] },
      { ExecutorsSummary: [] },
      { ExecutorsSummary: executors(2) },
    ];
    const { client } = await pagedService(pages);
    const of = { SessionId, ExecutorStateFilter: ["REGISTERED"] } as const;
    for (const index of pages.keys()) {
      const [page] = (await collect(listExecutors({ client, throttle }, of).pages())).slice(index);
      const rest = await collect(listExecutors({ client, throttle, cursor: page?.cursor }, of));
      expect(numbers(rest)).toEqual(index < 3 ? [2, 1] : []);
    }
  });

  it("yields only later additions if it is from the end", async () => {
    const { living, service, inputs, rest } = await session(executors(25, 3));
    const [cursor] = (await cursorsOf(service, {})).slice(-1);
    living.join(executor(50));
    expect(await rest({ cursor })).toEqual([]);
    expect(inputs().slice(1)).toEqual([{ SessionId, MaxResults: 100 }]);
    living.change((list) => [...list, executor(2)]);
    expect(await rest({ cursor })).toEqual([2]);
  });

  it("yields all new executors if the session was empty", async () => {
    const { living, service, rest } = await session([]);
    const [cursor] = await pageCursorsOf(service, {});
    expect(await rest({ cursor })).toEqual([]);
    living.join(executor(1));
    expect(await rest({ cursor })).toEqual([1]);
  });

  it("works after all tokens have expired", async () => {
    const { living, service, rest } = await session();
    const cursors = await cursorsOf(service, { pageSize: 10 });
    const pageCursors = await pageCursorsOf(service, { pageSize: 10 });
    living.join(executor(77));
    living.expireTokens();
    expect(await rest({ cursor: cursors[12], pageSize: 5 })).toEqual(numbers(executors(12)));
    expect(await rest({ cursor: pageCursors[0] })).toEqual(numbers(executors(15)));
  });

  it("accepts a cursor of a listing with a startingToken", async () => {
    const { service, rest } = await session();
    const [cursor] = await cursorsOf(service, { startingToken: "10-0", pageSize: 5 });
    expect(await rest({ cursor })).toEqual(numbers(executors(14)));
  });

  it("accepts only the same session and filter, with states in any order", async () => {
    const { client } = await pagedService([{ ExecutorsSummary: executors(3) }]);
    const bound = async (of: ListExecutorsInput): Promise<string> =>
      (await take(listExecutors({ client, throttle }, of).withCursors(), 1))[0]?.cursor ?? "";
    const inputs: readonly ListExecutorsInput[] = [
      { SessionId },
      { SessionId: "another" },
      { SessionId, ExecutorStateFilter: "REGISTERED" },
      { SessionId: "another", ExecutorStateFilter: "REGISTERED" },
      { SessionId, ExecutorStateFilter: ["REGISTERED"] },
      { SessionId, ExecutorStateFilter: ["REGISTERED", "FAILED"] },
    ];
    for (const one of inputs) {
      const cursor = await bound(one);
      expect(numbers(await collect(listExecutors({ client, throttle, cursor }, one)))).toEqual([2, 1]);
      for (const other of inputs.filter((candidate) => candidate !== one)) {
        expect(refusalOf(() => listExecutors({ client, cursor }, other))).toBe("foreign");
      }
    }
    const cursor = await bound({ SessionId, ExecutorStateFilter: ["REGISTERED", "FAILED"] });
    for (const states of [
      ["FAILED", "REGISTERED"],
      ["FAILED", "REGISTERED", "FAILED"],
    ] as const) {
      const same = { SessionId, ExecutorStateFilter: states } as const;
      expect(numbers(await collect(listExecutors({ client, throttle, cursor }, same)))).toEqual([2, 1]);
    }
  });

  it("is safe in a URL with any tokens and ids", async () => {
    const odd = "ä/+=&? \u{1f600}\ud800";
    const { client } = await pagedService([{ ExecutorsSummary: [{ ExecutorId: odd }], NextToken: "t1+/=é" }]);
    const of = { SessionId: odd };
    const pages = await take(listExecutors({ client, throttle }, of).pages(), 1);
    const executorsTaken = await take(listExecutors({ client, throttle }, of).withCursors(), 1);
    for (const { cursor } of [...pages, ...executorsTaken]) expect(encodeURIComponent(cursor)).toBe(cursor);
    const next = await take(listExecutors({ client, throttle, cursor: pages[0]?.cursor }, of).pages(), 1);
    expect(next[0]?.ExecutorsSummary).toEqual([]);
  });

  it("does not reveal the session or the ids", async () => {
    const { service } = await session();
    const [cursor = ""] = await cursorsOf(service, {});
    const plain = Buffer.from(cursor.split(".")[1] ?? "", "base64url").toString();
    expect(plain).toContain(String(1_700_000_025_000));
    expect(plain).not.toMatch(/session|executor/);
  });

  it("stays small with many tied executors", async () => {
    const ties = executors(500).map((one) => ({
      ...one,
      ExecutorId: `${one.ExecutorId}${"-".repeat(200)}`,
      StartDateTime: 5,
    }));
    const { service } = await session(ties);
    const cursors = await cursorsOf(service, {});
    expect(cursors).toHaveLength(500);
    expect(Math.max(...cursors.map(({ length }) => length))).toBeLessThan(3000);
    expect(cursors[99]?.length).toBeGreaterThan(1500);
  });
});

describe("An invalid cursor", () => {
  async function aCursor(): Promise<{ client: ForeignService["client"]; requests: () => number; cursor: string }> {
    const { service } = await session();
    const [cursor = ""] = (await cursorsOf(service, { pageSize: 10 })).slice(12);
    const sent = service.requests.length;
    return { client: service.client, requests: () => service.requests.length - sent, cursor };
  }

  it("with a single wrong character is refused at the call", async () => {
    const { client, requests, cursor } = await aCursor();
    const damages = ["0", "A", "_", "z", ".", "~"];
    for (const index of cursor.split("").keys()) {
      for (const damage of damages.filter((character) => character !== cursor[index])) {
        const damaged = cursor.slice(0, index) + damage + cursor.slice(index + 1);
        const reason = index === 0 && damage === "0" ? "version" : "damaged";
        expect(
          refusalOf(() => listExecutors({ client, cursor: damaged }, input)),
          damaged,
        ).toBe(reason);
      }
    }
    expect(requests()).toBe(0);
  });

  it("with missing or additional characters is refused", async () => {
    const { client, cursor } = await aCursor();
    for (const index of cursor.split("").keys()) {
      const head = cursor.slice(0, index);
      const damaged = [head, cursor.slice(index + 1), head + cursor.slice(index + 1), cursor + cursor.slice(index)];
      for (const one of damaged.filter((text) => text !== "")) {
        expect(
          refusalOf(() => listExecutors({ client, cursor: one }, input)),
          one,
        ).toBe("damaged");
      }
    }
  });

  it.each(["none", "2", "2..", "..", "2.W10.", "1.W10", "1x.W10.1", "x1.W10.1", "t1", "10-0", " ", "1", "%"])(
    "%j is refused at the call",
    async (cursor) => {
      const { client } = await aCursor();
      expect(refusalOf(() => listExecutors({ client, cursor }, input))).toBe("damaged");
    },
  );

  it.each(["0", "1", "3", "17"])("of version %s has the reason version", async (version) => {
    const { client, cursor } = await aCursor();
    const other = cursor.replace(/^2/, version);
    expect(refusalOf(() => listExecutors({ client, cursor: other }, input))).toBe("version");
  });

  it.each([5, null, {}, true, ["1"], ""])("of a wrong type, %j, is a TypeError at the call", async (cursor) => {
    const { client } = await aCursor();
    expect(() => listExecutors({ client, cursor: cursor as string }, input)).toThrow(TypeError);
    expect(() => listExecutors({ client, cursor: cursor as string }, input)).toThrow("Expected `cursor` to be");
  });

  it("with a startingToken is a TypeError at the call", async () => {
    const { client, cursor } = await aCursor();
    const both = (): unknown => listExecutors({ client, cursor, startingToken: "t1" }, input);
    expect(both).toThrow(TypeError);
    expect(both).toThrow("Expected either `startingToken` or `cursor`, got both");
  });

  it("is not in the message or an enumerable property of its error", async () => {
    const { client, cursor } = await aCursor();
    const errors = [
      caught(() => listExecutors({ client, cursor }, { SessionId: "another" })),
      caught(() => listExecutors({ client, cursor: `${cursor}x` }, input)),
      caught(() => listExecutors({ client, cursor: `1${cursor.slice(1)}` }, input)),
    ];
    const payload = cursor.split(".")[1] ?? "";
    for (const error of errors) {
      expect(isCursorError(error) && error.cursor).toContain(payload);
      expect(`${String(error)} ${JSON.stringify(error)} ${Object.values(error as object).join()}`).not.toContain(
        payload,
      );
    }
    expect(errors.map(String)).toEqual([
      expect.stringContaining("belongs to another listing") as string,
      expect.stringContaining("is damaged") as string,
      expect.stringContaining("made by another version of athena-executors") as string,
    ]);
  });
});

describe("Tokens and cursors", () => {
  it("are in no event and in none of our errors", async () => {
    const living = new LivingSession(executors(40));
    const secret = /\d+-\d+-secret/;
    const hide = (answer: SessionAnswer): SessionAnswer => {
      const { NextToken } = answer.body as { NextToken?: string };
      return NextToken === undefined
        ? answer
        : { ...answer, body: { ...answer.body, NextToken: `${NextToken}-secret` } };
    };
    const instead = ({ number, input }: SessionRequest): SessionAnswer => {
      if (number === 3) living.join(executor(90));
      if (number === 5) return refusal();
      if (number === 9)
        return { status: 200, body: { ExecutorsSummary: [executor(0), executor(99)], NextToken: "10-0-secret" } };
      return hide(living.answer(input, 5));
    };
    const { client } = await servedSession(living, { instead });
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const { values, error } = await untilFailure(
      listExecutors({ client, throttle, pageSize: 5, onEvent }, input).withCursors(),
    );
    const types = new Set(events.map(({ type }) => type));
    expect(types).toEqual(new Set(["request", "page", "duplicate", "disorder", "restart", "end"]));
    const said = JSON.stringify(events) + String(error) + JSON.stringify(error);
    expect(said).not.toMatch(secret);
    for (const { cursor } of values) expect(said).not.toContain(cursor.split(".")[1]);
  });
});

function caught(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("Expected the call to throw");
}

/** Returns the reason of the CursorError that the call throws. */
function refusalOf(call: () => unknown): string {
  const error = caught(call);
  return isCursorError(error) ? error.reason : String(error);
}
