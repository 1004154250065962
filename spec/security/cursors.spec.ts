import { describe, expect, it } from "vitest";
import { cursorScope } from "../../lib/executors/cursor.js";
import { hash } from "../../lib/hash/hash.js";
import { isCursorError, listExecutors } from "../../lib/index.js";
import { collect, executor } from "../support/executors.js";
import { foreignService } from "../support/foreign-service.js";
import { secretsShown } from "../support/shown.js";

const SECRET = "sEcReT-CoNtEnT";
const input = { SessionId: "session" } as const;
const scope = cursorScope(input.SessionId, undefined);
const place = [1_700_000_000_000, [hash("executor-2")], hash("executor-2"), false];

/** A cursor with a checksum that holds, as anybody can make one who has read this package. */
function forged(text: string): string {
  const payload = Buffer.from(text).toString("base64url");
  return `1.${payload}.${hash(payload)}`;
}

function forgedContent(...content: unknown[]): string {
  return forged(JSON.stringify(content));
}

describe("a cursor that was forged, checksum and all", () => {
  const broken: readonly [what: string, cursor: string][] = [
    ["no JSON", forged(`${SECRET}${SECRET}`)],
    ["no base64", `1.${SECRET}!.${hash(`${SECRET}!`)}`],
    ["nothing", `1..${hash("")}`],
    ["no list", forged(`{"0":"${SECRET}","length":6}`)],
    ["null", forged("null")],
    ["too short a list", forgedContent(scope, null)],
    ["a scope that is none", forgedContent([scope], null, 100, false, false, null)],
    ["a token that is an object", forgedContent(scope, { NextToken: SECRET }, 100, false, false, null)],
    ["a token that is a list", forgedContent(scope, [SECRET], 100, false, false, null)],
    ["a page size that is none", forgedContent(scope, null, SECRET, false, false, null)],
    ["an empty page", forgedContent(scope, null, 0, false, false, null)],
    ["flags that are none", forgedContent(scope, null, 100, SECRET, false, null)],
    ["further flags that are none", forgedContent(scope, null, 100, false, 1, null)],
    ["a place that is none", forgedContent(scope, null, 100, false, false, { time: SECRET })],
    ["a time that is none", forgedContent(scope, null, 100, false, false, [SECRET, ...place.slice(1)])],
    ["ties that are none", forgedContent(scope, null, 100, false, false, [1, SECRET, "last", false])],
    ["a tie that is none", forgedContent(scope, null, 100, false, false, [1, [{ SECRET }], "last", false])],
    ["ties of which one is none", forgedContent(scope, null, 100, false, false, [1, ["tie", 5], "last", false])],
    ["a last executor that is none", forgedContent(scope, null, 100, false, false, [1, [], 5, false])],
    ["a crowd that is none", forgedContent(scope, null, 100, false, false, [1, [], "last", SECRET])],
  ];

  it.each(broken)("is damaged, at the call, if it holds %s", (_what, cursor) => {
    let thrown: unknown;
    try {
      listExecutors({ client: { send: () => Promise.resolve({}) }, cursor }, input);
    } catch (error) {
      thrown = error;
    }
    expect(isCursorError(thrown) && thrown.reason).toBe("damaged");
    expect(secretsShown(thrown, [SECRET])).toEqual([]);
  });

  it("asks for the session of the call and no other, however well it is made", async () => {
    const { client, requests } = await foreignService(() => ({ ExecutorsSummary: [executor(2), executor(1)] }));
    for (const pageSize of [7, 1]) {
      const cursor = forgedContent(scope, "made-up", pageSize, false, false, place);
      await collect(listExecutors({ client, cursor, throttle: false }, input));
      expect(requests.at(-1)?.input).toEqual({ SessionId: "session", MaxResults: pageSize, NextToken: "made-up" });
    }
    expect(requests).toHaveLength(2);
  });
});
