import { GetQueryResultsCommand, ListSessionsCommand, type AthenaClient } from "@aws-sdk/client-athena";
import { afterEach, describe, expect, it } from "vitest";
import {
  executorUsage,
  isCursorError,
  isUnexpectedResponseError,
  listExecutors,
  listWorkGroupExecutors,
  paginate,
  watchExecutors,
} from "../../lib/index.js";
import { listAt, memberAt, withMember } from "../../lib/pagination/output.js";
import { collect, ids } from "../support/executors.js";
import { failure, foreignService, type Answer, type ForeignRequest } from "../support/foreign-service.js";
import { untilFailure } from "../support/iterating.js";

const input = { SessionId: "session" } as const;
const throttle = false;

/** JSON that pollutes prototypes if its members are copied. `JSON.stringify` cannot create it. */
const poison = `"__proto__":{"polluted":true,"toString":"polluted","NextToken":"polluted","then":"polluted"},
  "constructor":{"polluted":true,"prototype":{"polluted":true}},"prototype":{"polluted":true},"hasOwnProperty":"polluted"`;
const names = ["__proto__", "constructor", "prototype", "hasOwnProperty", "toString"];

/** All prototypes that an answer could pollute. */
const shared = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  Error.prototype,
  String.prototype,
  Promise.prototype,
];
const before = shared.map(describeAll);

function describeAll(prototype: object): Record<string, PropertyDescriptor> {
  return Object.getOwnPropertyDescriptors(prototype);
}

afterEach(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
  for (const [index, prototype] of shared.entries()) {
    expect(Reflect.ownKeys(describeAll(prototype))).toEqual(Reflect.ownKeys(before[index] ?? {}));
  }
});

function body(json: string, status = 200): Answer {
  return failure(status, json, { "content-type": "application/x-amz-json-1.1" });
}

/** Serves two pages of executors and sessions with names such as `__proto__`. */
function hostilePage({ input: { NextToken }, headers }: ForeignRequest): Answer {
  if (String(headers["x-amz-target"]).endsWith("GetSessionStatus")) {
    return body(`{${poison},"Status":{${poison},"State":"TERMINATED"}}`);
  }
  const listed = NextToken === undefined ? names.slice(0, 3) : names.slice(2);
  const executors = listed.map(
    (name) => `{${poison},"ExecutorId":"${name}","ExecutorState":"${name}","ExecutorType":"${name}"}`,
  );
  const sessions = listed.map((name) => `{${poison},"SessionId":"${name}","Status":{${poison},"State":"IDLE"}}`);
  const next = NextToken === undefined ? `,"NextToken":"__proto__"` : "";
  return body(`{${poison},"ExecutorsSummary":[${executors.join()}],"Sessions":[${sessions.join()}]${next}}`);
}

async function hostileClient(): Promise<AthenaClient> {
  const { client } = await foreignService(hostilePage);
  return client;
}

describe("An answer with members such as __proto__", () => {
  it("is listed like other answers, in every view", async () => {
    const config = { client: await hostileClient(), throttle } as const;
    expect(ids(await collect(listExecutors(config, input)))).toEqual(names);
    expect(ids(await listExecutors(config, input).toArray())).toEqual(names);
    const pages = await collect(listExecutors(config, input).pages());
    expect(pages.map(({ ExecutorsSummary }) => ids(ExecutorsSummary))).toEqual([names.slice(0, 3), names.slice(3)]);
    expect(pages.map((page) => Object.getPrototypeOf(page) as unknown)).toEqual([Object.prototype, Object.prototype]);
    const chained = await collect(listExecutors(config, input).withCursors());
    const resumed = await collect(listExecutors({ ...config, cursor: chained[2]?.cursor }, input));
    expect(ids(resumed)).toEqual(names.slice(3));
  });

  it("is counted under its own names", async () => {
    const executors = await listExecutors({ client: await hostileClient(), throttle }, input).toArray();
    const { byState, byType } = executorUsage(executors);
    const counts = Object.fromEntries(names.map((name) => [name, 1]));
    expect(Object.entries(byState)).toEqual(Object.entries(counts));
    expect(Object.entries(byType)).toEqual(Object.entries(counts));
    expect(Object.getPrototypeOf(byState)).toBe(Object.prototype);
  });

  it("is swept and watched like other answers", async () => {
    const config = { client: await hostileClient(), throttle, retry: { retries: 0 } } as const;
    const swept = await collect(listWorkGroupExecutors(config, { WorkGroup: "__proto__" }));
    expect(swept).toHaveLength(names.length ** 2);
    expect(new Set(swept.map(({ SessionId }) => SessionId))).toEqual(new Set(names));
    expect(swept.map((executor) => Object.getPrototypeOf(executor) as unknown)).toEqual(
      swept.map(() => Object.prototype),
    );
    const abort = new AbortController();
    const seen: string[] = [];
    for await (const { executor } of watchExecutors({ ...config, abortSignal: abort.signal }, input)) {
      if (seen.push(executor.ExecutorId) === names.length) break;
    }
    expect(seen.sort()).toEqual([...names].sort());
  });

  const filters = ["REGISTERED", ["REGISTERED", "FAILED"]] as const;

  it.each(filters)("does not match the filter %s by a name", async (ExecutorStateFilter) => {
    const executors = listExecutors({ client: await hostileClient(), throttle }, { ...input, ExecutorStateFilter });
    expect(await executors.toArray()).toEqual([]);
  });

  it.each([400, 403, 500])("with status %i pollutes no error", async (status) => {
    for (const type of ["InvalidRequestException", "__proto__", "constructor", "toString"]) {
      const { client } = await foreignService(() => body(`{${poison},"__type":"${type}","Message":"no"}`, status));
      const { error } = await untilFailure(listExecutors({ client, throttle, retry: { retries: 0 } }, input));
      expect(error).toBeInstanceOf(Error);
      expect((new Error("another") as { polluted?: unknown }).polluted).toBeUndefined();
    }
  });
});

describe("A path through a prototype", () => {
  const outputs: readonly [name: string, output: object][] = [
    ["an empty output", {}],
    ["an output with a hostile member", JSON.parse(`{${poison}}`) as object],
    ["an output without prototype", Object.assign(Object.create(null) as object, { Other: [1] })],
  ];
  const paths = ["__proto__.list", "constructor.prototype", "__proto__.__proto__", "toString.name", "constructor.name"];

  it.each(outputs)("finds no inherited member of %s", (_name, output) => {
    const own = [undefined, ...ownValues(output)];
    for (const path of paths) expect(own).toContainEqual(memberAt("Operation", output, path));
  });

  it.each(outputs)("changes only a copy of %s", (_name, output) => {
    for (const path of [...paths, "__proto__.polluted", "constructor.prototype.polluted", "__proto__"]) {
      const own = Reflect.ownKeys(output);
      const copy = withMember(output, path, "set");
      expect(memberAt("Operation", copy, path)).toBe("set");
      expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
      expect(Reflect.ownKeys(output)).toEqual(own);
    }
  });

  it("leads to an empty list", () => {
    expect(paths.map((path) => listAt("Operation", {}, path))).toEqual(paths.map(() => []));
  });

  it.each([...paths, "__proto__", "constructor"])("gives empty pages in paginate: %s", async (key) => {
    const { client } = await foreignService(() => ({ Sessions: [{ SessionId: "one" }] }));
    const paginator = paginate({ client, throttle }, ListSessionsCommand, { WorkGroup: "w" }, key as "Sessions");
    expect(await paginator.toArray()).toEqual([]);
    expect(await collect(paginator.pages())).toHaveLength(1);
  });

  it("gives truncated pages if the answer has such members", async () => {
    const output = (): unknown => JSON.parse(`{"__proto__":{"list":[1,2,3]},"NextToken":"t"}`);
    const config = { client: { send: () => Promise.resolve(output()) }, throttle, maxItems: 2 } as const;
    const key = "__proto__.list" as "Sessions";
    const paginator = paginate(config, ListSessionsCommand, { WorkGroup: "w" }, key);
    const [page, ...further] = await collect(paginator.pages());
    expect(further).toEqual([]);
    expect(memberAt("Operation", page ?? {}, key)).toEqual([1, 2]);
    expect(Object.getPrototypeOf(page)).toBe(Object.prototype);
  });

  it.each(["__proto__", "constructor", "__proto__.token", "constructor.name", "toString"])(
    "leads to no token: %s",
    async (outputToken) => {
      const { client, requests } = await foreignService(() => ({ ResultSet: { Rows: [{}] } }));
      const config = {
        client,
        throttle,
        tokens: { inputToken: "NextToken", outputToken: outputToken as "NextToken" },
      } as const;
      const rows = paginate(config, GetQueryResultsCommand, { QueryExecutionId: "query" }, "ResultSet.Rows");
      expect(await rows.toArray()).toHaveLength(1);
      expect(requests).toHaveLength(1);
    },
  );
});

describe("An invented cursor", () => {
  it.each([
    "__proto__",
    "2.__proto__.constructor",
    `2.${Buffer.from(`{"__proto__":{"polluted":true}}`).toString("base64url")}.x`,
    "constructor.prototype.polluted",
  ])("pollutes nothing: %s", (cursor) => {
    let thrown: unknown;
    try {
      listExecutors({ client: { send: () => Promise.resolve({}) }, cursor }, input);
    } catch (error) {
      thrown = error;
    }
    expect(isCursorError(thrown) && thrown.reason).toBe("damaged");
  });
});

describe("An invalid list", () => {
  it.each([`{"length":1,"0":{"ExecutorId":"a"}}`, `{"__proto__":[{"ExecutorId":"a"}]}`, `"__proto__"`])(
    "is refused: %s",
    async (list) => {
      const send = (): Promise<unknown> => Promise.resolve(JSON.parse(`{"ExecutorsSummary":${list}}`));
      const { error } = await untilFailure(listExecutors({ client: { send }, throttle: false }, input));
      expect(isUnexpectedResponseError(error) && error.member).toBe("ExecutorsSummary");
    },
  );
});

/** Returns all nested values in a JSON value. */
function ownValues(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((member: unknown) => [member, ...ownValues(member)]);
}
