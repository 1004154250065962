import { describe, expect, it } from "vitest";
import { nextTokenIn } from "../../lib/paginate/command-token.js";
import { isUnexpectedResponseError } from "../../lib/index.js";

type Tokens = Parameters<typeof nextTokenIn>[1]["tokens"];

const tokens: Tokens = { inputToken: "Marker", outputToken: "Marker" };
const truncated: Tokens = { ...tokens, moreResults: "IsTruncated" };
const nested: Tokens = { inputToken: "Marker", outputToken: "Page.Marker", moreResults: "Page.IsTruncated" };

function tokenIn(output: object, names = tokens, key = "Items"): string | undefined {
  return nextTokenIn(output, { operation: "ListThings", tokens: names, key });
}

function refusal(output: object, names = tokens, key = "Items"): [member: string, message: string] {
  try {
    const token = tokenIn(output, names, key);
    return ["no error", String(token)];
  } catch (error) {
    if (!isUnexpectedResponseError(error)) throw error;
    return [error.member, error.message];
  }
}

describe("The next token of a command", () => {
  const cases: readonly [names: Tokens, output: object, token: string | undefined][] = [
    [tokens, { Marker: "t" }, "t"],
    [tokens, {}, undefined],
    [tokens, { Marker: null }, undefined],
    [tokens, { Marker: "" }, undefined],
    // Only the token counts if `moreResults` is not given, or the answer does not have this member.
    [tokens, { Marker: "t", IsTruncated: false }, "t"],
    [truncated, { Marker: "t" }, "t"],
    [truncated, { Marker: "t", IsTruncated: null }, "t"],
    [truncated, {}, undefined],
    [truncated, { Marker: "t", IsTruncated: true }, "t"],
    // `false` ends the listing, even with a token.
    [truncated, { IsTruncated: false }, undefined],
    [truncated, { Marker: "t", IsTruncated: false }, undefined],
    [truncated, { Marker: 5, IsTruncated: false }, undefined],
    [truncated, { Marker: "t", NextVersionIdMarker: "v", IsTruncated: false }, undefined],
    [truncated, { NextToken: "t", LastEvaluatedKey: { Id: 1 }, IsTruncated: false }, undefined],
    [nested, { Page: { Marker: "t", IsTruncated: true } }, "t"],
    [nested, { Page: { Marker: "t", IsTruncated: false } }, undefined],
    [nested, { Page: {} }, undefined],
    [nested, {}, undefined],
  ];

  it.each(cases)("with the names %j in %j is %j", (names, output, token) => {
    expect(tokenIn(output, names)).toBe(token);
  });

  it.each([["text"], [1], [{}], [[]]])("is an error if the member for more results is %j", (IsTruncated) => {
    const [member, message] = refusal({ Marker: "t", IsTruncated }, truncated);
    expect(member).toBe("IsTruncated");
    expect(message).toContain("Expected ListThings to return a boolean or nothing in `IsTruncated`");
  });

  it.each([
    ["no token", {}],
    ["an empty token", { Marker: "" }],
    ["a token of null", { Marker: null }],
  ])("is an error if there are more results with %s", (_name, output) => {
    const [member, message] = refusal({ ...output, IsTruncated: true }, truncated);
    expect(member).toBe("Marker");
    expect(message).toMatch(/^Expected ListThings to return a token in `Marker`, got /);
    expect(message).toMatch(/`IsTruncated` is true, so a page is missing: check the names in `tokens`$/);
  });

  it.each([[5], [[]], [true]])("is an error if it is %j", (Marker) => {
    expect(refusal({ Marker })).toEqual(["Marker", expect.stringContaining("Check the client's endpoint") as string]);
  });

  it("is an error if it is an object", () => {
    expect(refusal({ Marker: { Id: "a" } })).toEqual([
      "Marker",
      "Expected ListThings to return a string or nothing in `Marker`, got a value of type object. " +
        "`paginate` follows only tokens that are strings: use the paginator of the SDK",
    ]);
  });
});

describe("Another sign of a next page", () => {
  const signs: readonly [member: string, value: unknown][] = [
    ["NextToken", "t"],
    ["nextToken", "t"],
    ["nextForwardToken", "t"],
    ["NextMarker", "t"],
    ["NextPageToken", "t"],
    ["NextContinuationToken", "t"],
    ["LastEvaluatedKey", { Id: { S: "a" } }],
    ["LastEvaluatedTableName", "t"],
    ["IsTruncated", true],
  ];

  it.each(signs)("%s without the token is an error with advice", (name, value) => {
    const [member, message] = refusal({ [name]: value });
    expect(member).toBe(name);
    expect(message).toContain(`Expected ListThings to return nothing without \`Marker\` in \`${name}\`, got `);
    expect(message).toMatch(/: (name the command's token in `tokens`|use the paginator of the SDK)$/);
    expect(message).not.toContain("endpoint");
  });

  it.each(signs)("%s with an empty token is an error", (name, value) => {
    expect(refusal({ Marker: "", [name]: value })[0]).toBe(name);
  });

  it.each(signs)("%s next to a nested list or token is an error", (name, value) => {
    expect(refusal({ Result: { [name]: value } }, tokens, "Result.Items")[0]).toBe(`Result.${name}`);
    expect(refusal({ Page: { [name]: value } }, { ...nested, moreResults: undefined })[0]).toBe(`Page.${name}`);
  });

  it("is an error in the output itself if list and token are nested", () => {
    expect(refusal({ NextToken: "t", Page: { Items: [] } }, nested, "Page.Items")[0]).toBe("NextToken");
  });

  it.each([
    [{ NextToken: "" }],
    [{ NextToken: null }],
    [{ LastEvaluatedKey: {} }],
    [{ IsTruncated: false }],
    [{ IsTruncated: "true" }],
    [{ nextBackwardToken: "t" }],
    [{ Elsewhere: { NextToken: "t" } }],
  ])("is not found in %j", (output) => {
    expect(tokenIn(output)).toBeUndefined();
  });

  it("is not found if the configured token is present", () => {
    expect(tokenIn({ NextToken: "" }, { ...tokens, outputToken: "NextToken" })).toBeUndefined();
    expect(tokenIn({ Marker: "t", LastEvaluatedKey: { Id: 1 }, IsTruncated: true })).toBe("t");
  });
});

describe("A token of several parts", () => {
  it.each([
    ["NextKeyMarker", "NextVersionIdMarker"],
    ["NextKeyMarker", "NextUploadIdMarker"],
    ["NextRecordName", "NextRecordType"],
    ["Page.NextDNSName", "Page.NextHostedZoneId"],
  ])("%s with %s is an error", (outputToken, part) => {
    const output = outputToken.includes(".")
      ? { Page: { NextDNSName: "t", NextHostedZoneId: "v" } }
      : { [outputToken]: "t", [part]: "v" };
    expect(refusal(output, { ...tokens, outputToken })).toEqual([
      part,
      `Expected ListThings to return nothing beside \`${outputToken}\` in \`${part}\`, got a value of type string. ` +
        "The token of this command has several parts, and `paginate` cannot follow it: send the command yourself",
    ]);
  });

  it.each([
    ["an empty part", { NextVersionIdMarker: "" }],
    ["a part that is null", { NextVersionIdMarker: null }],
    ["a backward token", { nextBackwardToken: "t" }],
    ["a date", { NextExecution: new Date(0) }],
    ["a member with a similar name", { Nextension: "t" }],
    ["a nested member", { Elsewhere: { NextVersionIdMarker: "t" } }],
  ])("is not assumed with %s", (_name, output) => {
    expect(tokenIn({ Marker: "t", ...output })).toBe("t");
  });
});
