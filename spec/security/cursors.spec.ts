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

/** A cursor with a checksum that holds, as anybody can make one who has read this package. */
function forged(text: string): string {
  const payload = Buffer.from(text).toString("base64url");
  return `2.${payload}.${hash(payload)}`;
}

function forgedContent(...content: unknown[]): string {
  return forged(JSON.stringify(content));
}

describe("a cursor that was forged, checksum and all", () => {
  const broken: readonly [what: string, cursor: string][] = [
    ["no JSON", forged(`${SECRET}${SECRET}`)],
    ["no base64", `2.${SECRET}!.${hash(`${SECRET}!`)}`],
    ["nothing", `2..${hash("")}`],
    ["no list", forged(`{"0":"${SECRET}","length":6}`)],
    ["null", forged("null")],
    ["too short a list", forgedContent(scope, null)],
    ["a scope that is none", forgedContent([scope], time, ties, [], false)],
    ["a time that is none", forgedContent(scope, SECRET, ties, [], false)],
    ["a time in a list", forgedContent(scope, [time], ties, [], false)],
    ["ties that are none", forgedContent(scope, time, SECRET, [], false)],
    ["a tie that is none", forgedContent(scope, time, [{ SECRET }], [], false)],
    ["ties of which one is none", forgedContent(scope, time, ["tie", 5], [], false)],
    ["startless ids that are none", forgedContent(scope, time, ties, SECRET, false)],
    ["startless ids of which one is none", forgedContent(scope, time, ties, [null], false)],
    ["an order that is none", forgedContent(scope, time, ties, [], SECRET)],
    ["what the version before held", forgedContent(scope, SECRET, 100, false, false, [time, ties, ties[0], false])],
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

  it("reads the session of the call from its newest executor", async () => {
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
