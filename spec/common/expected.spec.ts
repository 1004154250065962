import { expect, it } from "vitest";
import { expected } from "../../lib/common/checks.js";

it.each([
  ["x".repeat(60), `\`${"x".repeat(60)}\` (string)`],
  ["x".repeat(61), `\`${"x".repeat(60)}…\` (string)`],
  [null, "`null` (null)"],
  [{ toString: () => "secret" }, "`[object Object]` (object)"],
  [Object.create(null), "`[object Object]` (object)"],
  [() => "secret", "`function` (function)"],
  [[1, null, {}], "`[1, null, [object Object]]` (array)"],
  [Symbol("one"), "`Symbol(one)` (symbol)"],
])("The value %o is shown in short form, with its type", (value, shown) => {
  expect(expected("option", "something else", value)).toEqual(
    new TypeError(`Expected \`option\` to be something else, got ${shown}`),
  );
});

it("An object that throws on inspection is still shown", () => {
  const hostile = {
    get [Symbol.toStringTag](): string {
      throw new Error("Hands off");
    },
  };
  expect(expected("option", "something else", [hostile]).message).toContain("got `[[object]]` (array)");
});
