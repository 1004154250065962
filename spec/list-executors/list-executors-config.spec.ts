import { describe, expect, it, vi } from "vitest";
import { createThrottle, executorUsage, listExecutors, retryPlugin, throttlePlugin } from "../../lib/index.js";

const send = vi.fn(() => Promise.resolve({}));
const client = { send };
const SessionId = "session";

/** Calls with untyped arguments, as plain JavaScript can. */
const list = listExecutors as (config: unknown, input: unknown) => unknown;

describe("listExecutors refuses bad options at the call", () => {
  const config: readonly [option: Record<string, unknown>, message: string][] = [
    [{ client: undefined }, "Expected `client` to be an SDK client with a `send` method, got `undefined` (undefined)"],
    [
      { client: { send: 1 } },
      "Expected `client` to be an SDK client with a `send` method, got `[object Object]` (object)",
    ],
    [{ pageSize: 0 }, "Expected `pageSize` to be an integer from 1 to 100, got `0` (number)"],
    [{ pageSize: 101 }, "Expected `pageSize` to be an integer from 1 to 100, got `101` (number)"],
    [{ pageSize: 1.5 }, "Expected `pageSize` to be an integer from 1 to 100, got `1.5` (number)"],
    [{ pageSize: "10" }, "Expected `pageSize` to be an integer from 1 to 100, got `10` (string)"],
    [{ pageSize: null }, "Expected `pageSize` to be an integer from 1 to 100, got `null` (null)"],
    [{ maxItems: -1 }, "Expected `maxItems` to be an integer >= 0, got `-1` (number)"],
    [{ maxItems: Infinity }, "Expected `maxItems` to be an integer >= 0, got `Infinity` (number)"],
    [{ startedAfter: new Date(NaN) }, "Expected `startedAfter` to be a valid Date, got `[object Date]` (object)"],
    [{ startedAfter: 1_700_000_000 }, "Expected `startedAfter` to be a valid Date, got `1700000000` (number)"],
    [
      { startingToken: "" },
      "Expected `startingToken` to be a string of 1 to 2048 characters, got 0 characters (string)",
    ],
    [
      { startingToken: "t".repeat(2049) },
      "Expected `startingToken` to be a string of 1 to 2048 characters, got 2049 characters (string)",
    ],
    [{ startingToken: 5 }, "Expected `startingToken` to be a string of 1 to 2048 characters, got `5` (number)"],
    [
      { abortSignal: new AbortController() },
      "Expected `abortSignal` to be an AbortSignal, got `[object AbortController]` (object)",
    ],
    [{ strictOrder: "yes" }, "Expected `strictOrder` to be a boolean, got `yes` (string)"],
    [{ onEvent: [] }, "Expected `onEvent` to be a function, got `[]` (array)"],
    [{ retry: { retries: -1 } }, "Expected `retry.retries` to be an integer >= 0 or Infinity, got `-1` (number)"],
    [
      { retry: { maxTimeout: NaN } },
      "Expected `retry.maxTimeout` to be a number of milliseconds >= 0, got `NaN` (number)",
    ],
    [{ retry: true }, "Expected `retry` to be an object, got `true` (boolean)"],
    [
      { throttle: { limit: 0, interval: 1000 } },
      "Expected `throttle.limit` to be a positive finite number, got `0` (number)",
    ],
    [
      { throttle: { limit: 1, interval: 2 ** 31 } },
      "Expected `throttle.interval` to be a positive number up to 2147483647, got `2147483648` (number)",
    ],
    [
      { throttle: { limit: 1 } },
      "Expected `throttle.interval` to be a positive number up to 2147483647, got `undefined` (undefined)",
    ],
    [
      { throttle: { acquire: () => undefined } },
      "Expected `throttle` to be a Throttle with `acquire` and `coolDown`, got `[object Object]` (object)",
    ],
    [{ throttle: true }, "Expected `throttle` to be an object, got `true` (boolean)"],
  ];

  it.each(config)("The config %o is refused", (option, message) => {
    expect(() => list({ client, ...option }, { SessionId })).toThrow(new TypeError(message));
  });

  const states = "one of CREATING, CREATED, REGISTERED, TERMINATING, TERMINATED, FAILED, LIVE";
  const input: readonly [input: unknown, message: string][] = [
    [undefined, "Expected `input` to be an object, got `undefined` (undefined)"],
    [[], "Expected `input` to be an object, got `[]` (array)"],
    [{}, "Expected `SessionId` to be a string of 1 to 256 characters, got `undefined` (undefined)"],
    [{ SessionId: "" }, "Expected `SessionId` to be a string of 1 to 256 characters, got 0 characters (string)"],
    [
      { SessionId: "s".repeat(257) },
      "Expected `SessionId` to be a string of 1 to 256 characters, got 257 characters (string)",
    ],
    [
      { SessionId, ExecutorStateFilter: "RUNNING" },
      `Expected \`ExecutorStateFilter\` to be ${states}, got \`RUNNING\` (string)`,
    ],
    [
      { SessionId, ExecutorStateFilter: "toString" },
      `Expected \`ExecutorStateFilter\` to be ${states}, got \`toString\` (string)`,
    ],
    [{ SessionId, ExecutorStateFilter: null }, `Expected \`ExecutorStateFilter\` to be ${states}, got \`null\` (null)`],
    [
      { SessionId, ExecutorStateFilter: [] },
      "Expected `ExecutorStateFilter` to be one state or a non-empty array of them, got `[]` (array)",
    ],
    [
      { SessionId, ExecutorStateFilter: ["FAILED", "failed"] },
      `Expected \`ExecutorStateFilter[1]\` to be ${states.replace(", LIVE", "")}, got \`failed\` (string)`,
    ],
    [
      { SessionId, NextToken: "t" },
      "Expected `input.NextToken` to be absent: use the option `startingToken` of the first argument",
    ],
    [
      { SessionId, MaxResults: 5 },
      "Expected `input.MaxResults` to be absent: use the option `pageSize` of the first argument",
    ],
  ];

  it.each(input)("The input %o is refused", (value, message) => {
    expect(() => list({ client }, value)).toThrow(new TypeError(message));
  });

  it("A config of null is refused", () => {
    expect(() => list(null, { SessionId })).toThrow(
      new TypeError("Expected `config` to be an object, got `null` (null)"),
    );
  });

  it("A refused call sends no request", () => {
    expect(send).not.toHaveBeenCalled();
  });
});

describe("Error messages show bad values without calling their methods", () => {
  const hostile = Object.assign(Object.create(null) as object, {
    toString: () => {
      throw new Error("asked");
    },
  });
  const shown: readonly [value: unknown, preview: string][] = [
    [hostile, "`[object Object]` (object)"],
    [[hostile, null, "a"], "`[[object Object], null, a]` (array)"],
    [() => 1, "`function` (function)"],
    [Symbol("s"), "`Symbol(s)` (symbol)"],
    [10n, "`10` (bigint)"],
    ["x".repeat(100), `\`${"x".repeat(60)}…\` (string)`],
  ];

  it.each(shown)("The value number %# has a preview", (value, preview) => {
    expect(() => list({ client, strictOrder: value }, { SessionId })).toThrow(`to be a boolean, got ${preview}`);
  });
});

describe("Other functions refuse bad options at the call", () => {
  const calls: readonly [call: () => unknown, message: string][] = [
    [() => createThrottle(undefined as never), "Expected `options` to be an object, got `undefined` (undefined)"],
    [
      () => createThrottle({ limit: NaN, interval: 1 }),
      "Expected `options.limit` to be a positive finite number, got `NaN` (number)",
    ],
    [
      () => createThrottle({ limit: 1, interval: Infinity }),
      "Expected `options.interval` to be a positive number up to 2147483647, got `Infinity` (number)",
    ],
    [
      () => throttlePlugin({} as never),
      "Expected `throttle.limit` to be a positive finite number, got `undefined` (undefined)",
    ],
    [
      () => throttlePlugin({ acquire: () => undefined } as never),
      "Expected `throttle` to be a Throttle with `acquire` and `coolDown`, got `[object Object]` (object)",
    ],
    [
      () => retryPlugin({ retries: 1.5 }),
      "Expected `options.retries` to be an integer >= 0 or Infinity, got `1.5` (number)",
    ],
    [
      () => executorUsage(undefined as never),
      "Expected `executors` to be an iterable of executors, such as `await listExecutors(…).toArray()`, got `undefined` (undefined)",
    ],
    [() => executorUsage([], { now: 5 as never }), "Expected `now` to be a valid Date, got `5` (number)"],
  ];

  it.each(calls)("Call number %# is refused: %o", (call, message) => {
    expect(call).toThrow(new TypeError(message));
  });
});
