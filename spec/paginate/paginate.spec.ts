import {
  GetQueryResultsCommand,
  ListCalculationExecutionsCommand,
  ListNotebookMetadataCommand,
  ListSessionsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-athena";
import { DynamoDBClient, ListImportsCommand, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  isRepeatedTokenError,
  isUnexpectedResponseError,
  paginate,
  type CommandPaginator,
  type CommandTokens,
  type PaginateConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { collect } from "../support/executors.js";
import { failure, foreignService, pagedService, throttled, type ForeignService } from "../support/foreign-service.js";
import { untilFailure } from "../support/iterating.js";
import { unhandledRejections } from "../support/process-events.js";
import { quiet, until } from "../support/waiting.js";

const throttle = false;
const input = { WorkGroup: "primary" } as const;
const retry = { minTimeout: 0, throttleTimeout: 0 } as const;

/** Creates the sessions s1, s2 and so on by number. */
const Sessions = (...numbers: readonly number[]): object => ({
  Sessions: numbers.map((number) => ({ SessionId: `s${number}` })),
});

const inputs = ({ requests }: ForeignService): unknown[] => requests.map((request) => request.input);

const ids = (sessions: readonly { SessionId?: string | undefined }[]): (string | undefined)[] =>
  sessions.map(({ SessionId }) => SessionId);

function sessionsOf(
  { client }: ForeignService,
  config: Partial<Omit<PaginateConfig, "tokens">> = {},
): CommandPaginator<{ NextToken?: string | undefined }, { SessionId?: string | undefined }> {
  return paginate({ client, throttle, ...config }, ListSessionsCommand, input, "Sessions");
}

/** Starts a service that answers only its first request. */
function hangingAfterFirst(): Promise<ForeignService> {
  return foreignService((_request, number) =>
    number === 1 ? { ...Sessions(1, 2), NextToken: "t1" } : () => undefined,
  );
}

/** Creates a client of another service with the same address. */
async function dynamoClient({ client }: ForeignService): Promise<DynamoDBClient> {
  const endpoint = await client.config.endpoint?.();
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const dynamo = new DynamoDBClient({ region: "us-east-1", credentials, ...(endpoint !== undefined && { endpoint }) });
  onTestFinished(() => {
    dynamo.destroy();
  });
  return dynamo;
}

const tableTokens = {
  inputToken: "ExclusiveStartTableName",
  outputToken: "LastEvaluatedTableName",
  pageSize: "Limit",
} as const;

describe("paginate", () => {
  it("lists sessions with the caller's input", async () => {
    const service = await pagedService([Sessions(1, 2), Sessions(3)]);
    expect(ids(await collect(sessionsOf(service)))).toEqual(["s1", "s2", "s3"]);
    expect(inputs(service)).toEqual([input, { ...input, NextToken: "t1" }]);
    expect(service.requests.map(({ headers }) => headers["x-amz-target"])).toEqual([
      "AmazonAthena.ListSessions",
      "AmazonAthena.ListSessions",
    ]);
  });

  it("lists the calculations of a session", async () => {
    const calculation = (number: number): object => ({ CalculationExecutionId: `c${number}` });
    const service = await pagedService([{ Calculations: [calculation(1)] }, { Calculations: [calculation(2)] }]);
    const { client } = service;
    const list = paginate({ client, throttle }, ListCalculationExecutionsCommand, { SessionId: "s" }, "Calculations");
    expect((await list.toArray()).map(({ CalculationExecutionId }) => CalculationExecutionId)).toEqual(["c1", "c2"]);
    expect(inputs(service)[1]).toEqual({ SessionId: "s", NextToken: "t1" });
  });

  it("lists the notebooks of a workgroup", async () => {
    const { client } = await pagedService([
      { NotebookMetadataList: [{ NotebookId: "n1" }] },
      { NotebookMetadataList: [{ NotebookId: "n2" }] },
    ]);
    const list = paginate({ client, throttle }, ListNotebookMetadataCommand, input, "NotebookMetadataList");
    expect((await list.toArray()).map(({ NotebookId }) => NotebookId)).toEqual(["n1", "n2"]);
  });

  it("lists and truncates the nested rows of a query", async () => {
    const ResultSet = (...values: readonly string[]): object => ({
      ResultSet: { Rows: values.map((value) => ({ Data: [{ VarCharValue: value }] })), ResultSetMetadata: {} },
      UpdateCount: 7,
    });
    const { client } = await pagedService([ResultSet("a", "b"), { ResultSet: {} }, {}, ResultSet("c", "d"), {}]);
    const query = { QueryExecutionId: "q" };
    const rows = await collect(paginate({ client, throttle }, GetQueryResultsCommand, query, "ResultSet.Rows"));
    expect(rows.map(({ Data }) => Data?.[0]?.VarCharValue)).toEqual(["a", "b", "c", "d"]);
    const limited = paginate({ client, throttle, maxItems: 3 }, GetQueryResultsCommand, query, "ResultSet.Rows");
    const pages = await collect(limited.pages());
    expect(pages.map((page) => [page.ResultSet?.Rows?.length, page.NextToken])).toEqual([
      [2, "t1"],
      [undefined, "t2"],
      [undefined, "t3"],
      [1, undefined],
    ]);
    expect(pages[3]).toMatchObject({ UpdateCount: 7, ResultSet: { ResultSetMetadata: {} } });
  });

  it("lists the tables of DynamoDB by its token names, with retries", async () => {
    const service = await foreignService(({ input: tables }, number) => {
      if (number === 2) return throttled();
      const { ExclusiveStartTableName: start } = tables as { ExclusiveStartTableName?: string };
      return start === undefined ? { TableNames: ["a", "b"], LastEvaluatedTableName: "b" } : { TableNames: ["c"] };
    });
    const client = await dynamoClient(service);
    const events: PaginationEvent[] = [];
    const config = { client, retry, tokens: tableTokens, pageSize: 2, throttle: { limit: 1000, interval: 1000 } };
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const tables = await collect(paginate({ ...config, onEvent }, ListTablesCommand, {}, "TableNames"));
    expect(tables).toEqual(["a", "b", "c"]);
    expect(inputs(service)).toEqual([
      { Limit: 2 },
      { Limit: 2, ExclusiveStartTableName: "b" },
      { Limit: 2, ExclusiveStartTableName: "b" },
    ]);
    expect(events.flatMap((event) => (event.type === "request" ? [[event.operation, event.attempt]] : []))).toEqual([
      ["ListTables", 1],
      ["ListTables", 1],
      ["ListTables", 2],
    ]);
    expect(events.filter(({ type }) => type === "retry")).toHaveLength(1);
  });

  it("yields the SDK's own output as a page", async () => {
    const service = await pagedService([Sessions(1), {}, Sessions(2)]);
    const pages = await collect(sessionsOf(service).pages());
    expect(pages.map(({ NextToken }) => NextToken)).toEqual(["t1", "t2", undefined]);
    expect(pages[0]).toHaveProperty("$metadata.httpStatusCode", 200);
  });

  it("uses the default throttle, which all calls of a client share", async () => {
    const { client } = await pagedService([Sessions(1), Sessions(2), Sessions(3)]);
    const waits: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): unknown => event.type === "wait" && waits.push(event);
    await paginate({ client, onEvent }, ListSessionsCommand, input, "Sessions").toArray();
    expect(waits).not.toHaveLength(0);
  });

  it("sends no request before next(), and can be iterated again", async () => {
    const service = await pagedService([Sessions(1), Sessions(2)]);
    const sessions = sessionsOf(service);
    sessions[Symbol.asyncIterator]();
    sessions.pages()[Symbol.asyncIterator]();
    expect(service.requests).toHaveLength(0);
    expect(ids(await collect(sessions))).toEqual(["s1", "s2"]);
    expect(ids(await sessions.toArray())).toEqual(["s1", "s2"]);
    expect(service.requests).toHaveLength(4);
  });

  it("reads its arguments at the call without modifying them", async () => {
    const service = await foreignService(({ input: { NextToken } }) =>
      NextToken === undefined ? { ...Sessions(1), NextToken: "a" } : Sessions(2),
    );
    const frozen = Object.freeze({ ...input });
    const { client } = service;
    const stack = client.middlewareStack.identify();
    const tokens: CommandTokens<typeof ListSessionsCommand> = {
      inputToken: "NextToken",
      outputToken: "NextToken",
      pageSize: "MaxResults",
    };
    const mutable: { WorkGroup: string } = { ...frozen };
    const frozenList = paginate(Object.freeze({ client, throttle }), ListSessionsCommand, frozen, "Sessions");
    const list = paginate({ client, throttle, tokens, pageSize: 9 }, ListSessionsCommand, mutable, "Sessions");
    mutable.WorkGroup = "another";
    Object.assign(tokens, { inputToken: "Elsewhere", outputToken: "Elsewhere", pageSize: "Elsewhere" });
    expect(ids(await collect(frozenList))).toEqual(["s1", "s2"]);
    expect(ids(await collect(list))).toEqual(["s1", "s2"]);
    expect(inputs(service).slice(2)).toEqual([
      { ...input, MaxResults: 9 },
      { ...input, MaxResults: 9, NextToken: "a" },
    ]);
    expect(mutable).toEqual({ WorkGroup: "another" });
    expect(client.middlewareStack.identify()).toEqual(stack);
  });
});

describe("The name of the operation", () => {
  const operations = (events: readonly PaginationEvent[]): string[] =>
    events.flatMap((event) => (event.type === "request" ? [event.operation] : []));

  // A minifier renames the class of a command in this way.
  class x extends ListSessionsCommand {}

  it("is the SDK's name, even if a minifier renamed the class", async () => {
    const { client } = await pagedService([{ Sessions: 5 }]);
    const events: PaginationEvent[] = [];
    const config = { client, throttle, onEvent: (event: PaginationEvent) => events.push(event) } as const;
    const { error } = await untilFailure(paginate(config, x, input, "Sessions"));
    expect(operations(events)).toEqual(["ListSessions"]);
    expect(isUnexpectedResponseError(error) && error.operation).toBe("ListSessions");
  });

  it("is the name of the class if the client runs no middleware", async () => {
    const events: PaginationEvent[] = [];
    const client = { send: () => Promise.resolve({ Sessions: [{ SessionId: "s1" }] }) };
    const config = { client, onEvent: (event: PaginationEvent) => events.push(event) } as const;
    await paginate(config, ListSessionsCommand, input, "Sessions").toArray();
    expect(operations(events)).toEqual(["ListSessions"]);
  });
});

describe("The limits of paginate", () => {
  it("include maxItems, which truncates the last page", async () => {
    const service = await pagedService([Sessions(1, 2), Sessions(3, 4), Sessions(5)]);
    const pages = await collect(sessionsOf(service, { maxItems: 3, pageSize: 2 }).pages());
    expect(pages).toMatchObject([
      { ...Sessions(1, 2), NextToken: "t1" },
      { ...Sessions(3), NextToken: undefined },
    ]);
    expect(inputs(service)).toEqual([
      { ...input, MaxResults: 2 },
      { ...input, MaxResults: 1, NextToken: "t1" },
    ]);
  });

  it("keep the token of a page that maxItems does not truncate", async () => {
    const service = await pagedService([Sessions(1, 2), Sessions(3)]);
    const pages = await collect(sessionsOf(service, { maxItems: 2 }).pages());
    expect(pages.map(({ NextToken }) => NextToken)).toEqual(["t1"]);
    const { requests } = service;
    expect(requests).toHaveLength(1);
    expect(ids(await collect(sessionsOf(service, { startingToken: "t1" })))).toEqual(["s3"]);
  });

  it("include a maxItems of 0, which causes no requests", async () => {
    const service = await pagedService([Sessions(1)]);
    expect(await sessionsOf(service, { maxItems: 0 }).toArray()).toEqual([]);
    expect(service.requests).toHaveLength(0);
  });

  it("keep the page size of the input without `pageSize`", async () => {
    const service = await pagedService([Sessions(1, 2)]);
    const { client } = service;
    const list = paginate(
      { client, throttle, maxItems: 1 },
      ListSessionsCommand,
      { ...input, MaxResults: 7 },
      "Sessions",
    );
    expect(ids(await list.toArray())).toEqual(["s1"]);
    expect(inputs(service)).toEqual([{ ...input, MaxResults: 7 }]);
  });

  it("allow tokens of any length", async () => {
    const service = await pagedService([Sessions(1)]);
    const startingToken = "t".repeat(5000);
    await sessionsOf(service, { startingToken }).toArray();
    expect(inputs(service)).toEqual([{ ...input, NextToken: startingToken }]);
  });

  it.each([
    [0, [1, 2, 3, 4]],
    [1, [1, 3, 4, 4]],
    [3, [1, 4, 4, 4]],
  ])("include a prefetch of %i pages", async (prefetch, expected) => {
    const service = await pagedService([Sessions(1), Sessions(2), Sessions(3), Sessions(4)]);
    const counts: number[] = [];
    for await (const page of sessionsOf(service, { prefetch }).pages()) {
      expect(page).toBeDefined();
      await until(() => service.requests.length >= (expected[counts.length] ?? 0));
      await quiet();
      counts.push(service.requests.length);
    }
    expect(counts).toEqual(expected);
  });
});

describe("The end of a listing with paginate", () => {
  it.each([
    ["no token", {}],
    ["an empty token", { NextToken: "" }],
    ["a token of null", { NextToken: null }],
  ])("is %s", async (_name, end) => {
    const service = await foreignService(() => ({ ...Sessions(1), ...end }));
    expect(ids(await sessionsOf(service).toArray())).toEqual(["s1"]);
  });

  it("is an error at a repeated token, after the values before it", async () => {
    const service = await foreignService((_request, number) => ({ ...Sessions(number), NextToken: "again" }));
    const { values, error } = await untilFailure(sessionsOf(service));
    expect(ids(values)).toEqual(["s1", "s2"]);
    expect(isRepeatedTokenError(error) && [error.token, error.pages]).toEqual(["again", 2]);
    expect(String(error)).toContain("ListSessions");
    expect(String(error)).toMatch(/set `endOnRepeatedToken` if this command ends its listings that way$/);
  });

  it("is a repeated token for commands that end in this way", async () => {
    const service = await foreignService((_request, number) => ({
      ...Sessions(number),
      NextToken: number === 1 ? "first" : "last",
    }));
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    expect(ids(await sessionsOf(service, { endOnRepeatedToken: true, onEvent }).toArray())).toEqual(["s1", "s2", "s3"]);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "complete" });
  });

  it("is a repeated startingToken for such commands", async () => {
    const service = await foreignService(() => ({ ...Sessions(1), NextToken: "mine" }));
    const config = { endOnRepeatedToken: true, startingToken: "mine" };
    expect(ids(await sessionsOf(service, config).toArray())).toEqual(["s1"]);
    expect(service.requests).toHaveLength(1);
  });

  it("is an error at an expired token, without a restart", async () => {
    const refused = failure(400, { __type: "InvalidRequestException", Message: "The nextPageToken is malformed" });
    const service = await foreignService((_request, number) =>
      number === 1 ? { ...Sessions(1, 2), NextToken: "t1" } : refused,
    );
    const { values, error } = await untilFailure(sessionsOf(service));
    expect([ids(values), (error as Error).name]).toEqual([["s1", "s2"], "InvalidRequestException"]);
    expect(service.requests).toHaveLength(2);
  });
});

describe("An invalid answer for paginate", () => {
  it.each([
    ["an object", { 0: "secret" }, "a value of type object"],
    ["a string", "secret", "a value of type string"],
    ["a number", 0, "a value of type number"],
    ["false", false, "false"],
  ])("has %s instead of a list", async (_name, list, kind) => {
    const service = await pagedService([Sessions(1), { Sessions: list }]);
    const { values, error } = await untilFailure(sessionsOf(service));
    expect(ids(values)).toEqual(["s1"]);
    expect(isUnexpectedResponseError(error) && [error.operation, error.member]).toEqual(["ListSessions", "Sessions"]);
    expect(String(error)).toContain(`in \`Sessions\`, got ${kind}`);
    expect(String(error) + JSON.stringify(error)).not.toContain("secret");
  });

  it.each([
    ["a missing list", {}],
    ["a list of null", { Sessions: null }],
  ])("is not assumed with %s, which is an empty page", async (_name, page) => {
    const service = await pagedService([page, Sessions(1)]);
    expect(ids(await collect(sessionsOf(service)))).toEqual(["s1"]);
  });

  it.each([["text"], [5], [[]]])("has %j instead of the object with the list", async (ResultSet) => {
    const client = { send: () => Promise.resolve({ ResultSet }) };
    const list = paginate({ client }, GetQueryResultsCommand, { QueryExecutionId: "q" }, "ResultSet.Rows");
    const { error } = await untilFailure(list);
    expect(isUnexpectedResponseError(error) && [error.operation, error.member]).toEqual([
      "GetQueryResults",
      "ResultSet",
    ]);
  });

  it.each([[undefined], [null], ["text"]])("can be %j", async (answer) => {
    const client = { send: () => Promise.resolve(answer) };
    const { error } = await untilFailure(paginate({ client }, ListSessionsCommand, input, "Sessions"));
    expect(isUnexpectedResponseError(error) && [error.operation, error.member]).toEqual(["ListSessions", ""]);
  });

  it("has a number instead of a token", async () => {
    const service = await foreignService(() => ({ ...Sessions(1), NextToken: 5 }));
    const { error } = await untilFailure(sessionsOf(service));
    expect(isUnexpectedResponseError(error) && error.member).toBe("NextToken");
  });
});

describe("An answer with another sign of a next page than the token", () => {
  /** Calls with untyped arguments, as plain JavaScript can. */
  const list = paginate as unknown as (
    config: object,
    Command: unknown,
    input: object,
    key: string,
  ) => CommandPaginator<object, unknown>;

  const onlyStrings = "`paginate` follows only tokens that are strings: use the paginator of the SDK";

  it.each([
    [
      "a token that is not in `tokens`",
      undefined,
      ListTablesCommand,
      "TableNames",
      { TableNames: ["a"], LastEvaluatedTableName: "a" },
      "Expected ListTables to return nothing without `NextToken` in `LastEvaluatedTableName`, got a value of type " +
        "string. There is a next page, but no `NextToken` to ask for it with: name the command's token in `tokens`",
    ],
    [
      "a token with another name than in `tokens`",
      tableTokens,
      ListImportsCommand,
      "ImportSummaryList",
      { ImportSummaryList: [{ ImportArn: "a" }], NextToken: "t1" },
      "Expected ListImports to return nothing without `LastEvaluatedTableName` in `NextToken`, got a value of type " +
        "string. There is a next page, but no `LastEvaluatedTableName` to ask for it with: name the command's token in " +
        "`tokens`",
    ],
    [
      "an object as a token that is not in `tokens`",
      undefined,
      ScanCommand,
      "Items",
      { Items: [], LastEvaluatedKey: { Id: { S: "a" } } },
      "Expected Scan to return nothing without `NextToken` in `LastEvaluatedKey`, got a value of type object. " +
        onlyStrings,
    ],
    [
      "an object as a token that is in `tokens`",
      { inputToken: "ExclusiveStartKey", outputToken: "LastEvaluatedKey" },
      ScanCommand,
      "Items",
      { Items: [], LastEvaluatedKey: { Id: { S: "a" } } },
      `Expected Scan to return a string or nothing in \`LastEvaluatedKey\`, got a value of type object. ${onlyStrings}`,
    ],
  ])("is an error: %s", async (_name, tokens, Command, key, answer, message) => {
    const client = await dynamoClient(await foreignService(() => answer));
    const { error } = await untilFailure(list({ client, throttle, tokens }, Command, { TableName: "t" }, key));
    expect(isUnexpectedResponseError(error) && error.message).toBe(message);
  });

  it("is an error after the pages before it", async () => {
    const pages: Record<string, object> = {
      1: { TableNames: ["a"], LastEvaluatedTableName: "a" },
      2: { TableNames: ["b"], IsTruncated: true },
    };
    let calls = 0;
    const client = { send: () => Promise.resolve(pages[(calls += 1)]) };
    const { values, error } = await untilFailure(
      paginate({ client, tokens: tableTokens }, ListTablesCommand, {}, "TableNames"),
    );
    expect(values).toEqual(["a"]);
    expect(isUnexpectedResponseError(error) && error.member).toBe("IsTruncated");
    expect(calls).toBe(2);
  });
});

describe("The token of a page", () => {
  const broken = (at: number): Promise<ForeignService> =>
    foreignService(({ input: { NextToken } }, number) => {
      if (number === at) return failure(400, { __type: "AccessDeniedException", message: "no" });
      const place = Number(NextToken?.slice(1) ?? 0);
      return { ...Sessions(place), ...(place < 3 && { NextToken: `t${place + 1}` }) };
    });

  it.each([0, 1, 3])("resumes a failed listing, with a prefetch of %i pages", async (prefetch) => {
    const service = await broken(3);
    const { values } = await untilFailure(sessionsOf(service, { prefetch }).pages());
    expect(values).toHaveLength(2);
    const startingToken = values.at(-1)?.NextToken;
    expect(startingToken).toBe("t2");
    expect(ids(await sessionsOf(service, { startingToken }).toArray())).toEqual(["s2", "s3"]);
  });
});

describe("The iteration of paginate", () => {
  it("passes on errors of the service unchanged", async () => {
    const service = await foreignService(() => failure(400, { __type: "ResourceNotFoundException", Message: "no" }));
    const { error } = await untilFailure(sessionsOf(service));
    expect(error).toBeInstanceOf(ResourceNotFoundException);
  });

  it("retries transient failures", async () => {
    const service = await foreignService((_request, number) =>
      number === 1 ? failure(500, { __type: "InternalServerException" }) : Sessions(1),
    );
    expect(ids(await sessionsOf(service, { retry }).toArray())).toEqual(["s1"]);
    expect(service.requests).toHaveLength(2);
  });

  it.each(abortReasons)("rejects at once with the reason of an abort in flight, %s", async (_name, reason) => {
    const service = await hangingAfterFirst();
    const controller = new AbortController();
    const { signal } = controller;
    const iterator = sessionsOf(service, { abortSignal: signal }).pages()[Symbol.asyncIterator]();
    await iterator.next();
    const pending = rejection(iterator.next());
    await until(() => service.requests.length === 2);
    controller.abort(reason);
    expect(await pending).toEqual({ reason });
    expect(listenersOn(signal)).toBe(0);
    await quiet();
    expect(service.requests).toHaveLength(2);
  });

  it("sends no request after break, and handles a failed prefetch", async () => {
    const rejections = unhandledRejections();
    const service = await foreignService((_request, number) =>
      number === 1 ? { ...Sessions(1, 2, 3), NextToken: "t1" } : () => undefined,
    );
    const seen: unknown[] = [];
    for await (const session of sessionsOf(service)) {
      seen.push(session);
      if (seen.length < 3) continue;
      await until(() => service.requests.length === 2);
      break;
    }
    await quiet();
    rejections.stop();
    expect(service.requests).toHaveLength(2);
    expect(rejections.reasons).toEqual([]);
  });
});
