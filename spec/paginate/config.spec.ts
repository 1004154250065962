import { ListSessionsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";
import { paginate } from "../../lib/index.js";

const send = vi.fn(() => Promise.resolve({}));
const client = { send };
const WorkGroup = "primary";

/** Calls with untyped arguments, as plain JavaScript can. */
const list = paginate as (config: unknown, Command: unknown, input: unknown, key: unknown) => unknown;

const tokens = { inputToken: "NextToken", outputToken: "NextToken" };

describe("paginate refuses bad arguments at the call", () => {
  const config: readonly [option: Record<string, unknown>, message: string][] = [
    [{ client: {} }, "Expected `client` to be an SDK client with a `send` method, got `[object Object]` (object)"],
    [{ pageSize: 0 }, "Expected `pageSize` to be an integer >= 1, got `0` (number)"],
    [{ pageSize: "9" }, "Expected `pageSize` to be an integer >= 1, got `9` (string)"],
    [
      { pageSize: 9, tokens },
      "Expected `pageSize` to be absent, as `tokens.pageSize` does not name its member, got `9` (number)",
    ],
    [{ maxItems: -1 }, "Expected `maxItems` to be an integer >= 0, got `-1` (number)"],
    [{ prefetch: 0.5 }, "Expected `prefetch` to be an integer >= 0, got `0.5` (number)"],
    [{ startingToken: 5 }, "Expected `startingToken` to be a non-empty string, got `5` (number)"],
    [{ startingToken: "" }, "Expected `startingToken` to be a non-empty string, got 0 characters (string)"],
    [{ endOnRepeatedToken: 1 }, "Expected `endOnRepeatedToken` to be a boolean, got `1` (number)"],
    [{ tokens: "NextToken" }, "Expected `tokens` to be an object, got `NextToken` (string)"],
    [{ tokens: null }, "Expected `tokens` to be an object, got `null` (null)"],
    [
      { tokens: { outputToken: "NextToken" } },
      "Expected `tokens.inputToken` to be a non-empty string, got `undefined` (undefined)",
    ],
    [
      { tokens: { ...tokens, inputToken: "" } },
      "Expected `tokens.inputToken` to be a non-empty string, got 0 characters (string)",
    ],
    [
      { tokens: { ...tokens, outputToken: undefined } },
      "Expected `tokens.outputToken` to be the name of a member of the output, got `undefined` (undefined)",
    ],
    [
      { tokens: { ...tokens, outputToken: "" } },
      "Expected `tokens.outputToken` to be the name of a member of the output, got `` (string)",
    ],
    [
      { tokens: { ...tokens, outputToken: "A..B" } },
      "Expected `tokens.outputToken` to be the name of a member of the output, got `A..B` (string)",
    ],
    [
      { tokens: { ...tokens, pageSize: "" } },
      "Expected `tokens.pageSize` to be a non-empty string, got 0 characters (string)",
    ],
    [
      { tokens: { ...tokens, moreResults: "" } },
      "Expected `tokens.moreResults` to be the name of a member of the output, got `` (string)",
    ],
    [
      { tokens: { ...tokens, moreResults: true } },
      "Expected `tokens.moreResults` to be the name of a member of the output, got `true` (boolean)",
    ],
    [
      { tokens: { ...tokens, moreResult: "IsTruncated" } },
      "Expected `tokens` to have no `moreResult`. Did you mean `moreResults`?",
    ],
    [{ onEvent: 1 }, "Expected `onEvent` to be a function, got `1` (number)"],
    [{ retry: true }, "Expected `retry` to be an object, got `true` (boolean)"],
  ];

  it.each(config)("The config %o is refused", (option, message) => {
    const call = (): unknown => list({ client, ...option }, ListSessionsCommand, { WorkGroup }, "Sessions");
    expect(call).toThrow(new TypeError(message));
  });

  it("A config of undefined is refused", () => {
    const call = (): unknown => list(undefined, ListSessionsCommand, { WorkGroup }, "Sessions");
    expect(call).toThrow(new TypeError("Expected `config` to be an object, got `undefined` (undefined)"));
  });

  it.each([
    [undefined, "`undefined` (undefined)"],
    ["ListSessionsCommand", "`ListSessionsCommand` (string)"],
    [() => undefined, "`function` (function)"],
    [Date, "`function` (function)"],
  ])("The command %o is refused", (Command, got) => {
    const call = (): unknown => list({ client }, Command, { WorkGroup }, "Sessions");
    expect(call).toThrow(
      new TypeError(`Expected \`Command\` to be a command class, such as \`ListSessionsCommand\`, got ${got}`),
    );
  });

  it("A command instead of its class is refused", () => {
    const call = (): unknown => list({ client }, new ListSessionsCommand({ WorkGroup }), "Sessions", undefined);
    expect(call).toThrow(
      new TypeError(
        "Expected `Command` to be a command class, such as `ListSessionsCommand`, got `[object Object]` (object)",
      ),
    );
  });

  it.each([
    ["", "`` (string)"],
    [".", "`.` (string)"],
    ["A..B", "`A..B` (string)"],
    ["ResultSet.", "`ResultSet.` (string)"],
    [".Rows", "`.Rows` (string)"],
    [undefined, "`undefined` (undefined)"],
    [["Sessions"], "`[Sessions]` (array)"],
  ])("The key %j is refused", (key, got) => {
    const call = (): unknown => list({ client }, ListSessionsCommand, { WorkGroup }, key);
    const accepted = 'the name of a list in the output, such as "Sessions" or "ResultSet.Rows"';
    expect(call).toThrow(new TypeError(`Expected \`key\` to be ${accepted}, got ${got}`));
  });

  const inputs: readonly [input: unknown, config: object, message: string][] = [
    [undefined, {}, "Expected `input` to be an object, got `undefined` (undefined)"],
    [
      { NextToken: "t" },
      {},
      "Expected `input.NextToken` to be absent: use the option `startingToken` of the first argument",
    ],
    [
      { Start: "t" },
      { tokens: { ...tokens, inputToken: "Start" } },
      "Expected `input.Start` to be absent: use the option `startingToken` of the first argument",
    ],
    [
      { MaxResults: 5 },
      { pageSize: 5 },
      "Expected `input.MaxResults` to be absent: use the option `pageSize` of the first argument",
    ],
  ];

  it.each(inputs)("The input %j is refused", (input, option, message) => {
    const call = (): unknown => list({ client, ...option }, ListSessionsCommand, input, "Sessions");
    expect(call).toThrow(new TypeError(message));
  });

  it("A refused call sends no request", () => {
    expect(send).not.toHaveBeenCalled();
  });
});
