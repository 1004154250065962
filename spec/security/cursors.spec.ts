import { describe, expect, it } from "vitest";
import { cursorScope } from "../../lib/list-executors/cursor.js";
import { hash } from "../../lib/common/fingerprint.js";
import { isCursorError, listExecutors } from "../../lib/index.js";
import { collect, executor } from "../support/executors.js";
import { foreignService } from "../support/foreign-service.js";
import { secretsShown } from "../support/shown.js";

const SECRET = "sEcReT-CoNtEnT";
const input = { SessionId: "session" } as const;
const scope = cursorScope(input.SessionId, undefined);
const time = 1_700_000_002_000;
const ties = [hash("executor-2")];

/** Creates a cursor with a valid checksum, as an attacker could. */
function forged(text: string): string {
  const payload = Buffer.from(text).toString("base64url");
  return `2.${payload}.${hash(payload)}`;
}

function forgedContent(...content: unknown[]): string {
  return forged(JSON.stringify(content));
}

describe("A forged cursor with a valid checksum", () => {
  const broken: readonly [what: string, cursor: string][] = [
    ["content that is not JSON", forged(`${SECRET}${SECRET}`)],
    ["content that is not Base64", `2.${SECRET}!.${hash(`${SECRET}!`)}`],
    ["no content", `2..${hash("")}`],
    ["content that is not a list", forged(`{"0":"${SECRET}","length":6}`)],
    ["null", forged("null")],
    ["a list that is too short", forgedContent(scope, null)],
    ["an invalid scope", forgedContent([scope], time, ties, [], false)],
    ["an invalid time", forgedContent(scope, SECRET, ties, [], false)],
    ["a time in a list", forgedContent(scope, [time], ties, [], false)],
    ["invalid ties", forgedContent(scope, time, SECRET, [], false)],
    ["an invalid tie", forgedContent(scope, time, [{ SECRET }], [], false)],
    ["a tie that is a number", forgedContent(scope, time, ["tie", 5], [], false)],
    ["invalid startless ids", forgedContent(scope, time, ties, SECRET, false)],
    ["a startless id of null", forgedContent(scope, time, ties, [null], false)],
    ["an invalid order", forgedContent(scope, time, ties, [], SECRET)],
    [
      "the content of the previous version",
      forgedContent(scope, SECRET, 100, false, false, [time, ties, ties[0], false]),
    ],
  ];

  it.each(broken)("is refused as damaged at the call if it has %s", (_what, cursor) => {
    let thrown: unknown;
    try {
      listExecutors({ client: { send: () => Promise.resolve({}) }, cursor }, input);
    } catch (error) {
      thrown = error;
    }
    expect(isCursorError(thrown) && thrown.reason).toBe("damaged");
    expect(secretsShown(thrown, [SECRET])).toEqual([]);
  });

  it("lists only the session of the call", async () => {
    const { client, requests } = await foreignService(() => ({ ExecutorsSummary: [executor(2), executor(1)] }));
    const forgeries = [
      [time, ties],
      [-1e300, []],
      [null, Array.from({ length: 5000 }, String)],
    ];
    for (const [time, ties] of forgeries) {
      const cursor = forgedContent(scope, time, ties, [], false);
      await collect(listExecutors({ client, cursor, throttle: false }, input));
      expect(requests.at(-1)?.input).toEqual({ SessionId: "session", MaxResults: 100 });
    }
    expect(requests).toHaveLength(forgeries.length);
  });
});
