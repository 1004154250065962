import { describe, expect, it, vi } from "vitest";
import { watchExecutors } from "../../lib/index.js";

const send = vi.fn(() => Promise.resolve({}));
const client = { send };
const SessionId = "session";

/** Calls with untyped arguments, as plain JavaScript can. */
const watch = watchExecutors as (config: unknown, input: unknown) => unknown;

describe("watchExecutors refuses bad arguments at the call", () => {
  const interval = "Expected `pollInterval` to be a number of milliseconds from 1 to 2147483647, got";
  const config: readonly [option: Record<string, unknown>, message: string][] = [
    [{ client: undefined }, "Expected `client` to be an SDK client with a `send` method, got `undefined` (undefined)"],
    [{ pollInterval: 0 }, `${interval} \`0\` (number)`],
    [{ pollInterval: 0.99 }, `${interval} \`0.99\` (number)`],
    [{ pollInterval: -5000 }, `${interval} \`-5000\` (number)`],
    [{ pollInterval: Infinity }, `${interval} \`Infinity\` (number)`],
    [{ pollInterval: 2 ** 31 }, `${interval} \`2147483648\` (number)`],
    [{ pollInterval: NaN }, `${interval} \`NaN\` (number)`],
    [{ pollInterval: "5000" }, `${interval} \`5000\` (string)`],
    [{ pollInterval: null }, `${interval} \`null\` (null)`],
    [{ pageSize: 0 }, "Expected `pageSize` to be an integer from 1 to 100, got `0` (number)"],
    [{ pageSize: 101 }, "Expected `pageSize` to be an integer from 1 to 100, got `101` (number)"],
    [{ abortSignal: {} }, "Expected `abortSignal` to be an AbortSignal, got `[object Object]` (object)"],
    [{ onEvent: true }, "Expected `onEvent` to be a function, got `true` (boolean)"],
    [{ throttle: 5 }, "Expected `throttle` to be an object, got `5` (number)"],
    [{ retry: { retries: -1 } }, "Expected `retry.retries` to be an integer >= 0 or Infinity, got `-1` (number)"],
  ];

  it.each(config)("The config %o is refused", (option, message) => {
    expect(() => watch({ client, ...option }, { SessionId })).toThrow(new TypeError(message));
  });

  it("A config of undefined is refused", () => {
    const message = "Expected `config` to be an object, got `undefined` (undefined)";
    expect(() => watch(undefined, { SessionId })).toThrow(new TypeError(message));
  });

  const id = "Expected `SessionId` to be a string of 1 to 256 characters, got";
  const inputs: readonly [input: unknown, message: string][] = [
    [undefined, "Expected `input` to be an object, got `undefined` (undefined)"],
    [{}, `${id} \`undefined\` (undefined)`],
    [{ SessionId: "" }, `${id} 0 characters (string)`],
    [{ SessionId: "s".repeat(257) }, `${id} 257 characters (string)`],
    [
      { SessionId, MaxResults: 5 },
      "Expected `input.MaxResults` to be absent: use the option `pageSize` of the first argument",
    ],
    [
      { SessionId, NextToken: "t" },
      "Expected `input.NextToken` to be absent: a watch reads from the newest executor on",
    ],
    [
      { SessionId, ExecutorStateFilter: "REGISTERED" },
      "Expected `input.ExecutorStateFilter` to be absent: a watch follows executors through all states",
    ],
  ];

  it.each(inputs)("The input %j is refused", (input, message) => {
    expect(() => watch({ client }, input)).toThrow(new TypeError(message));
  });

  it.each([1, 1.5, 2 ** 31 - 1, undefined])("The interval %d is accepted", (pollInterval) => {
    expect(() => watch({ client, pollInterval }, { SessionId })).not.toThrow();
  });

  it("A refused call sends no request", () => {
    expect(send).not.toHaveBeenCalled();
  });
});

it("A watch reads its arguments at the call without modifying them", async () => {
  const inputs: object[] = [];
  const recording = {
    send: (command: { input: object }) => {
      inputs.push(command.input);
      return Promise.resolve({ ExecutorsSummary: [{ ExecutorId: "one" }] });
    },
  };
  const input = { SessionId };
  const config = Object.freeze({ client: recording as never, throttle: false as const });
  const watching = watchExecutors(config, input);
  input.SessionId = "another";
  await watching[Symbol.asyncIterator]().next();
  expect(inputs).toEqual([{ SessionId, MaxResults: 100 }]);
});
