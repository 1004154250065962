import { describe, expect, it, vi } from "vitest";
import { listWorkGroupExecutors } from "../../lib/index.js";

const send = vi.fn(() => Promise.resolve({}));
const client = { send };
const WorkGroup = "primary";

/** Calls with untyped arguments, as plain JavaScript can. */
const list = listWorkGroupExecutors as (config: unknown, input: unknown) => unknown;

describe("listWorkGroupExecutors refuses bad arguments at the call", () => {
  const config: readonly [option: Record<string, unknown>, message: string][] = [
    [{ client: undefined }, "Expected `client` to be an SDK client with a `send` method, got `undefined` (undefined)"],
    [{ concurrency: 0 }, "Expected `concurrency` to be an integer from 1 to 1000, got `0` (number)"],
    [{ concurrency: 1001 }, "Expected `concurrency` to be an integer from 1 to 1000, got `1001` (number)"],
    [{ concurrency: 1.5 }, "Expected `concurrency` to be an integer from 1 to 1000, got `1.5` (number)"],
    [{ concurrency: "4" }, "Expected `concurrency` to be an integer from 1 to 1000, got `4` (string)"],
    [{ onSessionError: true }, "Expected `onSessionError` to be a function, got `true` (boolean)"],
    [{ pageSize: 101 }, "Expected `pageSize` to be an integer from 1 to 100, got `101` (number)"],
    [{ maxItems: -1 }, "Expected `maxItems` to be an integer >= 0, got `-1` (number)"],
    [{ startedAfter: "now" }, "Expected `startedAfter` to be a valid Date, got `now` (string)"],
    [{ strictOrder: 1 }, "Expected `strictOrder` to be a boolean, got `1` (number)"],
    [{ abortSignal: {} }, "Expected `abortSignal` to be an AbortSignal, got `[object Object]` (object)"],
  ];

  it.each(config)("The config %o is refused", (option, message) => {
    expect(() => list({ client, ...option }, { WorkGroup })).toThrow(new TypeError(message));
  });

  it("A config of null is refused", () => {
    expect(() => list(null, { WorkGroup })).toThrow(
      new TypeError("Expected `config` to be an object, got `null` (null)"),
    );
  });

  const sessionStates = "one of CREATING, CREATED, IDLE, BUSY, TERMINATING, TERMINATED, DEGRADED, FAILED";
  const states = "one of CREATING, CREATED, REGISTERED, TERMINATING, TERMINATED, FAILED, LIVE";
  const inputs: readonly [input: unknown, message: string][] = [
    [undefined, "Expected `input` to be an object, got `undefined` (undefined)"],
    [{}, "Expected `WorkGroup` to be a string of 1 to 128 characters, got `undefined` (undefined)"],
    [{ WorkGroup: "" }, "Expected `WorkGroup` to be a string of 1 to 128 characters, got 0 characters (string)"],
    [
      { WorkGroup: "w".repeat(129) },
      "Expected `WorkGroup` to be a string of 1 to 128 characters, got 129 characters (string)",
    ],
    [
      { WorkGroup, SessionStateFilter: "REGISTERED" },
      `Expected \`SessionStateFilter\` to be ${sessionStates}, got \`REGISTERED\` (string)`,
    ],
    [
      { WorkGroup, SessionStateFilter: [] },
      "Expected `SessionStateFilter` to be one state or a non-empty array of them, got `[]` (array)",
    ],
    [
      { WorkGroup, SessionStateFilter: ["IDLE", "idle"] },
      `Expected \`SessionStateFilter[1]\` to be ${sessionStates}, got \`idle\` (string)`,
    ],
    [
      { WorkGroup, ExecutorStateFilter: "IDLE" },
      `Expected \`ExecutorStateFilter\` to be ${states}, got \`IDLE\` (string)`,
    ],
    [
      { WorkGroup, ExecutorStateFilter: [] },
      "Expected `ExecutorStateFilter` to be one state or a non-empty array of them, got `[]` (array)",
    ],
    [{ WorkGroup, StateFilter: "BUSY" }, "Expected `input.StateFilter` to be absent: use `SessionStateFilter`"],
    [
      { WorkGroup, MaxResults: 9 },
      "Expected `input.MaxResults` to be absent: use the option `pageSize` of the first argument",
    ],
    [{ WorkGroup, NextToken: "t" }, "Expected `input.NextToken` to be absent: a sweep reads from the first session on"],
  ];

  it.each(inputs)("The input %j is refused", (input, message) => {
    expect(() => list({ client }, input)).toThrow(new TypeError(message));
  });

  it("A refused call sends no request", () => {
    expect(send).not.toHaveBeenCalled();
  });
});
