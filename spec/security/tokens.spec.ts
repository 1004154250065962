import { ListSessionsCommand, type AthenaClient } from "@aws-sdk/client-athena";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  isCursorError,
  isOrderError,
  isRepeatedTokenError,
  isUnexpectedResponseError,
  listExecutors,
  listWorkGroupExecutors,
  paginate,
  watchExecutors,
  type CallConfig,
  type PaginationConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import { collect, executor } from "../support/executors.js";
import { failure, foreignService, throttled, type Answer, type ForeignRequest } from "../support/foreign-service.js";
import { take, untilFailure } from "../support/iterating.js";
import { secretsShown } from "../support/shown.js";

const TOKEN = "sEcReT-ToKeN-of-The-SeRvIcE";
const SessionId = "session";
const input = { SessionId } as const;

// The parser of an older client rejects invalid answers with its own errors.
const itOnNewest = it.runIf(process.env["ATHENA_CLIENT"] === undefined);

/** The configuration of a scenario, which records all events. */
type Config = CallConfig & Pick<PaginationConfig, "onEvent">;

/** All functions that list. */
const listings: readonly [name: string, list: (config: Config) => AsyncIterable<unknown>][] = [
  ["listExecutors", (config) => listExecutors(config, input)],
  ["pages()", (config) => listExecutors(config, input).pages()],
  ["withCursors()", (config) => listExecutors(config, input).withCursors()],
  ["toArray()", (config) => collected(() => listExecutors(config, input).toArray())],
  ["paginate", (config) => paginate(config, ListSessionsCommand, { WorkGroup: "primary" }, "Sessions")],
  ["listWorkGroupExecutors", (config) => listWorkGroupExecutors(config, { WorkGroup: "primary" })],
  ["watchExecutors", (config) => watchExecutors(config, input)],
];

async function* collected(toArray: () => Promise<unknown[]>): AsyncGenerator<unknown, void, undefined> {
  yield* await toArray();
}

let events: PaginationEvent[] = [];
let written: unknown[] = [];

beforeEach(() => {
  events = [];
  written = [];
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => void written.push(values));
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => written.push(text) > 0);
  }
  vi.spyOn(process, "emitWarning").mockImplementation((warning) => void written.push(warning));
});

afterEach(() => {
  vi.restoreAllMocks();
});

function configOf(client: Config["client"]): Config {
  return {
    client,
    throttle: false,
    retry: { minTimeout: 0, throttleTimeout: 0 },
    onEvent: (event) => events.push(event),
  };
}

/** Serves a first page with a token, and the given answer for other requests. Reads until the failure. */
async function failureOf(
  list: (config: Config) => AsyncIterable<unknown>,
  answer: (request: ForeignRequest, number: number) => Answer,
): Promise<unknown> {
  const { client } = await foreignService((request, number) =>
    request.input.NextToken === undefined ? firstPage(request) : answer(request, number),
  );
  return (await untilFailure(list(configOf(client)))).error;
}

/** Creates a page with both sessions and executors, for all operations. */
function firstPage(request: ForeignRequest): object {
  return { ...page(request), NextToken: TOKEN };
}

function page({ input: { NextToken } }: ForeignRequest): object {
  return {
    ExecutorsSummary: [executor(NextToken === undefined ? 2 : 1)],
    Sessions: [{ SessionId: NextToken === undefined ? "one" : "other" }],
  };
}

/** Returns the secrets in the error and the events. Expects that nothing was logged. */
function leaksOf(error: unknown, secrets: readonly string[] = [TOKEN]): string[] {
  expect(events.map(({ type }) => type)).toContain("end");
  expect(written).toEqual([]);
  return [error, ...events].flatMap((value) => secretsShown(value, secrets));
}

describe("The search for secrets", () => {
  it.each([
    ["a message", new Error(`A ${TOKEN}.`)],
    ["a field", Object.assign(new Error("error"), { deep: { er: [{ [TOKEN]: 1 }] } })],
    ["a cause", new Error("error", { cause: new Error(TOKEN) })],
    ["an event", { type: "page", page: { of: { many: { levels: { down: TOKEN } } } } }],
    ["bytes", { body: new TextEncoder().encode(`{"NextToken":"${TOKEN}"}`) }],
    ["a buffer", { body: Buffer.from(TOKEN) }],
    ["a cursor", { cursor: `1.${Buffer.from(`["scope","${TOKEN}",100]`).toString("base64url")}.checksum` }],
  ])("finds them in %s", (_place, value) => {
    expect(secretsShown(value, ["another", TOKEN])).toEqual([TOKEN]);
  });

  it("does not find non-enumerable properties", () => {
    const error = Object.defineProperty(new Error("error"), "token", { value: TOKEN });
    expect(secretsShown(error, [TOKEN])).toEqual([]);
  });
});

describe.each(listings)("A token in the listing of %s", (_name, list) => {
  it("is not shown if it is repeated", async () => {
    const error = await failureOf(list, firstPage);
    expect(isRepeatedTokenError(error) && error.token).toBe(TOKEN);
    expect(leaksOf(error)).toEqual([]);
  });

  const wrongTokens: readonly [name: string, token: unknown][] = [
    ["an array", [TOKEN]],
    ["an object", { token: TOKEN, [TOKEN]: 1 }],
  ];

  itOnNewest.each(wrongTokens)("is not shown if it is %s", async (_kind, NextToken) => {
    const error = await failureOf(list, (request) => ({ ...page(request), NextToken }));
    expect(isUnexpectedResponseError(error) && error.received).toEqual(NextToken);
    expect(leaksOf(error)).toEqual([]);
  });

  itOnNewest("is not shown if it replaces a list", async () => {
    const error = await failureOf(list, () => ({ ExecutorsSummary: TOKEN, Sessions: TOKEN }));
    expect(isUnexpectedResponseError(error)).toBe(true);
    expect(leaksOf(error)).toEqual([]);
  });

  it("is not shown if a mock returns it as the whole answer", async () => {
    const { error } = await untilFailure(list(configOf({ send: () => Promise.resolve(TOKEN) })));
    expect(isUnexpectedResponseError(error) && error.received).toBe(TOKEN);
    expect(leaksOf(error)).toEqual([]);
  });

  const failures: readonly [name: string, answer: Answer, retries: number][] = [
    ["a throttle", throttled(), 1],
    ["an outage", failure(503, "<html>Service Unavailable</html>"), 1],
    ["a reset", (request) => request.socket.resetAndDestroy(), 1],
    ["a refusal", failure(403, { __type: "AccessDeniedException", Message: "You may not" }), 0],
  ];

  it.each(failures)("is not shown before and after retries with %s", async (_kind, answer, retries) => {
    const error = await failureOf(
      (config) => list({ ...config, retry: { minTimeout: 0, throttleTimeout: 0, retries } }),
      () => answer,
    );
    expect(error).toBeInstanceOf(Error);
    expect(events.some(({ type }) => type === "retry")).toBe(retries > 0);
    expect(leaksOf(error)).toEqual([]);
  });

  it("is not added to the service's error", async () => {
    const refusal = failure(403, { __type: "AccessDeniedException", Message: "You may not" });
    const { client } = await foreignService(() => refusal);
    const untouched: unknown = await client.send(new ListSessionsCommand({ WorkGroup: "primary" })).catch(itself);
    const error = await failureOf(list, () => refusal);
    expect(Reflect.ownKeys(error as object)).toEqual(Reflect.ownKeys(untouched as object));
    expect(leaksOf(error)).toEqual([]);
  });

  it("is not shown by paginators and iterators", async () => {
    const { client } = await foreignService((request, number) =>
      number > 5 ? { SessionId } : { ...firstPage(request), NextToken: `${TOKEN}-${number}` },
    );
    const source = list(configOf(client));
    const iterator = source[Symbol.asyncIterator]();
    await iterator.next();
    expect([source, iterator].flatMap((value) => secretsShown(value, [TOKEN]))).toEqual([]);
    await iterator.return?.();
  });
});

describe("A token that the service echoes", () => {
  const echo = (request: ForeignRequest): Answer =>
    failure(400, {
      __type: "InvalidRequestException",
      Message: `The nextPageToken is malformed: ${String(request.input.NextToken)}`,
    });

  it.each(listings)("is shown only by the service's own error, in %s", async (_name, list) => {
    const error = await failureOf(list, echo);
    const expected = `The nextPageToken is malformed: ${TOKEN}`;
    expect((error as Error).message).toBe(expected);
    const withoutErrors = events.map((event) => ("error" in event ? { ...event, error: undefined } : event));
    expect(withoutErrors.flatMap((event) => secretsShown(event, [TOKEN]))).toEqual([]);
    const errors = events.flatMap((event) => ("error" in event ? [event.error as Error] : []));
    expect(errors.map(({ name, message }) => [name, message])).toEqual(
      errors.map(() => ["InvalidRequestException", expected]),
    );
    expect(written).toEqual([]);
  });

  it("is part of the error in the restart event", async () => {
    const { client } = await foreignService((request, number) => {
      if (number === 2) return echo(request);
      return request.input.NextToken === undefined ? firstPage(request) : page(request);
    });
    await collect(listExecutors(configOf(client), input));
    const restart = events.find(({ type }) => type === "restart");
    expect(restart?.type === "restart" && (restart.error as Error).message).toContain(TOKEN);
  });
});

describe("A complete listing", () => {
  it.each(listings)("shows no token: %s", async (name, list) => {
    const { client } = await foreignService((request) => {
      if (String(request.headers["x-amz-target"]).endsWith("GetSessionStatus"))
        return { Status: { State: "TERMINATED" } };
      const summary = { ...executor(1), ExecutorState: "TERMINATED" };
      const sessions = request.input.NextToken === undefined ? [{ SessionId: "one" }] : [{ SessionId: "other" }];
      const next = request.input.NextToken === undefined ? { NextToken: TOKEN } : {};
      return { ExecutorsSummary: [summary], Sessions: sessions, ...next };
    });
    const values = await collect(list(configOf(client)));
    expect(values).not.toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "complete" });
    // At least two pages are needed to have a token.
    expect([name, events.filter(({ type }) => type === "page").length > 1]).toEqual([name, true]);
    expect(leaksOf(undefined)).toEqual([]);
  });
});

describe("A cursor and the tokens of a listing", () => {
  /** Returns the cursor after the first page of a listing with a token. */
  async function firstCursor(client: AthenaClient): Promise<string> {
    const [first] = await take(listExecutors(configOf(client), input).pages(), 1);
    return first?.cursor ?? "";
  }

  it("have no common content", async () => {
    const { client } = await foreignService(firstPage);
    const cursor = await firstCursor(client);
    const plain = Buffer.from(cursor.split(".")[1] ?? "", "base64url").toString();
    expect([cursor, plain].flatMap((text) => secretsShown(text, [TOKEN]))).toEqual([]);
  });

  const broken: readonly [reason: string, use: (cursor: string) => readonly [cursor: string, sessionId: string]][] = [
    ["damaged", (cursor) => [`${cursor}x`, SessionId]],
    ["damaged", (cursor) => [`${TOKEN}.${cursor}`, SessionId]],
    ["damaged", (cursor) => [`x${cursor}`, SessionId]],
    ["version", (cursor) => [`1${cursor.slice(1)}`, SessionId]],
    ["foreign", (cursor) => [cursor, "another"]],
  ];

  it.each(broken)("are not shown if the cursor is %s", async (reason, use) => {
    const { client } = await foreignService(firstPage);
    const [cursor, sessionId] = use(await firstCursor(client));
    const error = thrownBy(() => listExecutors({ ...configOf(client), cursor }, { SessionId: sessionId }));
    expect(isCursorError(error) && [error.reason, error.cursor]).toEqual([reason, cursor]);
    expect(leaksOf(error, [TOKEN, cursor, ...cursor.split(".").filter((part) => part.length > 2)])).toEqual([]);
  });

  it("are not shown if the cursor is from after disorder", async () => {
    const { client } = await foreignService((request) =>
      request.input.NextToken === undefined ? firstPage(request) : { ExecutorsSummary: [executor(8), executor(9)] },
    );
    const delivered = await collect(listExecutors(configOf(client), input).withCursors());
    const { cursor = "" } = delivered.at(-1) ?? {};
    const error = thrownBy(() => listExecutors({ ...configOf(client), cursor }, input));
    expect(isCursorError(error) && error.reason).toBe("disorder");
    expect(leaksOf(error, [TOKEN, cursor])).toEqual([]);
  });

  it("are not shown in an OrderError", async () => {
    const { client } = await foreignService((request) =>
      request.input.NextToken === undefined ? firstPage(request) : { ExecutorsSummary: [executor(9)] },
    );
    const { error } = await untilFailure(listExecutors({ ...configOf(client), strictOrder: true }, input));
    expect(isOrderError(error)).toBe(true);
    expect(leaksOf(error)).toEqual([]);
  });
});

describe("A token or cursor in a wrong argument", () => {
  const client = { send: () => Promise.reject(new Error("Nothing is sent")) };
  const wrong: readonly [name: string, call: () => unknown][] = [
    ["a token that is too long", () => listExecutors({ client, startingToken: TOKEN.repeat(100) }, input)],
    ["several tokens", () => listExecutors({ client, startingToken: [TOKEN] as never }, input)],
    ["several cursors, as query strings have them", () => listExecutors({ client, cursor: [TOKEN] as never }, input)],
    ["an object", () => listExecutors({ client, cursor: { [TOKEN]: TOKEN } as never }, input)],
    ["both", () => listExecutors({ client, cursor: TOKEN, startingToken: TOKEN }, input)],
    ["a token in the input", () => listExecutors({ client }, { ...input, NextToken: TOKEN } as never)],
    [
      "a token in the input of a command",
      () => paginate({ client }, ListSessionsCommand, { WorkGroup: "w", NextToken: TOKEN }, "Sessions"),
    ],
    [
      "several tokens of a command",
      () => paginate({ client, startingToken: [TOKEN] as never }, ListSessionsCommand, { WorkGroup: "w" }, "Sessions"),
    ],
  ];

  it.each(wrong)("is not shown: %s", (_name, call) => {
    const error = thrownBy(call);
    expect(error).toBeInstanceOf(TypeError);
    expect(secretsShown(error, [TOKEN])).toEqual([]);
  });
});

function thrownBy(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

function itself(value: unknown): unknown {
  return value;
}
