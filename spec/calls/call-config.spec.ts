import { describe, expect, it } from "vitest";
import {
  createThrottle,
  listExecutors,
  retryPlugin,
  throttlePlugin,
  type CommandSender,
  type RetryOptions,
  type Throttle,
} from "../../lib/index.js";
import { callSettings, callParts } from "../../lib/calls/call-config.js";

const client: CommandSender = { send: () => Promise.resolve({}) };
const limits = { limit: 5, interval: 1000 };
const isNumberOver = "to be a positive finite number, got";

const badThrottles: readonly [throttle: unknown, message: string][] = [
  [{ limit: 0, interval: 1000 }, `Expected \`throttle.limit\` ${isNumberOver} \`0\` (number)`],
  [{ limit: -1, interval: 1000 }, `Expected \`throttle.limit\` ${isNumberOver} \`-1\` (number)`],
  [{ limit: Infinity, interval: 1000 }, `Expected \`throttle.limit\` ${isNumberOver} \`Infinity\` (number)`],
  [{ limit: NaN, interval: 1000 }, `Expected \`throttle.limit\` ${isNumberOver} \`NaN\` (number)`],
  [{ limit: "5", interval: 1000 }, `Expected \`throttle.limit\` ${isNumberOver} \`5\` (string)`],
  [{ interval: 1000 }, `Expected \`throttle.limit\` ${isNumberOver} \`undefined\` (undefined)`],
  [
    { limit: 5, interval: 0 },
    "Expected `throttle.interval` to be a positive number up to 2147483647, got `0` (number)",
  ],
  [
    { limit: 5, interval: 2 ** 31 },
    "Expected `throttle.interval` to be a positive number up to 2147483647, got `2147483648` (number)",
  ],
  [{ coolDown: () => undefined }, `Expected \`throttle.limit\` ${isNumberOver} \`undefined\` (undefined)`],
  [{ acquire: () => Promise.resolve() }, "Expected `throttle` to be a Throttle with `acquire` and `coolDown`"],
  [{ acquire: 1, coolDown: () => undefined }, "Expected `throttle` to be a Throttle with `acquire` and `coolDown`"],
  [null, "Expected `throttle` to be an object, got `null` (null)"],
  [true, "Expected `throttle` to be an object, got `true` (boolean)"],
];

const badRetries: readonly [retry: unknown, message: string][] = [
  [{ retries: -1 }, "Expected `retry.retries` to be an integer >= 0 or Infinity, got `-1` (number)"],
  [{ retries: 1.5 }, "Expected `retry.retries` to be an integer >= 0 or Infinity, got `1.5` (number)"],
  [{ retries: NaN }, "Expected `retry.retries` to be an integer >= 0 or Infinity, got `NaN` (number)"],
  [{ minTimeout: -1 }, "Expected `retry.minTimeout` to be a number of milliseconds >= 0, got `-1` (number)"],
  [{ throttleTimeout: "1" }, "Expected `retry.throttleTimeout` to be a number of milliseconds >= 0, got `1` (string)"],
  [{ maxTimeout: NaN }, "Expected `retry.maxTimeout` to be a number of milliseconds >= 0, got `NaN` (number)"],
  [{ maxRetryTime: null }, "Expected `retry.maxRetryTime` to be a number of milliseconds >= 0, got `null` (null)"],
  [null, "Expected `retry` to be an object, got `null` (null)"],
  [3, "Expected `retry` to be an object, got `3` (number)"],
];

function expectTypeError(call: () => unknown, message: string): void {
  expect(call).toThrow(TypeError);
  expect(call).toThrow(message);
}

describe("A bad option fails at the call", () => {
  it.each(badThrottles)("as the throttle %o, with a message", (throttle, message) => {
    expectTypeError(() => listExecutors({ client, throttle: throttle as never }, { SessionId: "one" }), message);
  });

  it.each(badRetries)("as the retry %o, with a message", (retry, message) => {
    expectTypeError(() => listExecutors({ client, retry: retry as never }, { SessionId: "one" }), message);
  });

  it("in createThrottle, throttlePlugin and retryPlugin too", () => {
    expectTypeError(() => createThrottle({ limit: 0, interval: 1 }), "Expected `options.limit`");
    expectTypeError(() => createThrottle(undefined as never), "Expected `options` to be an object");
    expectTypeError(() => retryPlugin({ retries: -1 }), "Expected `options.retries`");
    expectTypeError(() => throttlePlugin({ acquire: () => Promise.resolve() } as never), "Expected `throttle`");
    expectTypeError(() => throttlePlugin({ limit: 0, interval: 1 }), "Expected `throttle.limit`");
    expectTypeError(() => throttlePlugin(undefined as never), "Expected `throttle`");
  });

  it.each([undefined, null, {}, { send: 1 }])("as the client %o, with a message", (bad) => {
    expectTypeError(() => callSettings({ client: bad as never }), "Expected `client` to be an SDK client");
  });
});

describe("The throttle of a call", () => {
  const over = (throttle?: Parameters<typeof callSettings>[0]["throttle"], sender = client): Throttle | undefined =>
    callParts(callSettings({ client: sender, throttle })).throttle;

  it("is shared by calls with the same numbers and the same client", () => {
    const all = [over(limits), over({ ...limits }), over({ limit: 5, interval: 500 }), over(limits, { ...client })];
    expect(new Set(all).size).toBe(3);
    expect(all[0]).toBe(all[1]);
    expect(over()).toBe(over({ limit: 10, interval: 2000 }));
  });

  it("is the given throttle, or none if it is false", () => {
    const own = createThrottle(limits);
    expect(over(own)).toBe(own);
    expect(over(false)).toBeUndefined();
  });
});

describe("The retries of a call", () => {
  it("have the documented defaults", () => {
    const defaults = { retries: 8, minTimeout: 100, throttleTimeout: 1000, maxTimeout: 20_000, maxRetryTime: Infinity };
    const over = (retry?: RetryOptions): unknown => callParts(callSettings({ client, retry })).retry;
    expect(over()).toEqual(defaults);
    expect(over({})).toEqual(defaults);
    expect(over({ retries: Infinity, minTimeout: undefined })).toEqual({ ...defaults, retries: Infinity });
    const longest = 2 ** 31 - 1;
    const endless = { minTimeout: Infinity, throttleTimeout: Infinity, maxTimeout: Infinity };
    expect(over(endless)).toEqual({
      ...defaults,
      minTimeout: longest,
      throttleTimeout: longest,
      maxTimeout: longest,
    });
  });

  it("are left to the client if they are false", () => {
    expect(callParts(callSettings({ client, retry: false })).retry).toBeUndefined();
  });
});
