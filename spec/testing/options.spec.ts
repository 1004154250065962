import { describe, expect, it } from "vitest";

import { startLocalAthena } from "../../lib/testing/index.js";
import type { LocalAthenaOptions } from "../../lib/testing/index.js";

const session = { SessionId: "s", executors: [] };
const inSession = (part: object) => ({ sessions: [{ ...session, ...part }] });
const sessionStates = "one of CREATING, CREATED, IDLE, BUSY, TERMINATING, TERMINATED, DEGRADED, FAILED";
const faultTypes = "one of throttle, error, reset, truncated, malformed, hang, body";

describe("startLocalAthena refuses", () => {
  it.each<[unknown, string]>([
    [null, "`options` to be an object, got `null` (null)"],
    [[], "`options` to be an object, got `[]` (array)"],
    [{ latency: -1 }, "`latency` to be a finite number >= 0, got `-1` (number)"],
    [{ latency: Infinity }, "`latency` to be a finite number >= 0, got `Infinity` (number)"],
    [{ latency: "1" }, "`latency` to be a finite number >= 0, got `1` (string)"],
    [{ quota: 10 }, "`quota` to be an object, got `10` (number)"],
    [{ quota: { rate: 0, burst: 1 } }, "`quota.rate` to be a finite number > 0, got `0` (number)"],
    [{ quota: { rate: NaN, burst: 1 } }, "`quota.rate` to be a finite number > 0, got `NaN` (number)"],
    [{ quota: { rate: 1, burst: 0 } }, "`quota.burst` to be an integer >= 1, got `0` (number)"],
    [{ quota: { rate: 1 } }, "`quota.burst` to be an integer >= 1, got `undefined` (undefined)"],
    [{ tokenOnFullPage: 1 }, "`tokenOnFullPage` to be a boolean, got `1` (number)"],
    [{ keepRequests: -1 }, "`keepRequests` to be an integer >= 0, got `-1` (number)"],
    [{ keepRequests: 0.5 }, "`keepRequests` to be an integer >= 0, got `0.5` (number)"],
    [{ faults: "reset" }, "`faults` to be an array or a function, got `reset` (string)"],
    [{ faults: [undefined, "reset"] }, "`faults[1]` to be an object, got `reset` (string)"],
    [{ faults: [{ type: "body" }] }, "`faults[0].body` to be a JSON value, got `undefined` (undefined)"],
    [{ faults: [null] }, "`faults[0]` to be an object, got `null` (null)"],
    [{ faults: [{}] }, `\`faults[0].type\` to be ${faultTypes}, got \`undefined\` (undefined)`],
    [
      { faults: [{ type: "error" }] },
      "`faults[0].status` to be an integer from 400 to 599, got `undefined` (undefined)",
    ],
    [
      { faults: [{ type: "error", status: 200 }] },
      "`faults[0].status` to be an integer from 400 to 599, got `200` (number)",
    ],
    [
      { faults: [{ type: "throttle", status: 600 }] },
      "`faults[0].status` to be an integer from 400 to 599, got `600` (number)",
    ],
    [{ sessions: {} }, "`sessions` to be an array, got `[object Object]` (object)"],
    [{ sessions: ["s"] }, "`sessions[0]` to be an object, got `s` (string)"],
    [inSession({ SessionId: 1 }), "`sessions[0].SessionId` to be a string of 1 to 256 characters, got `1` (number)"],
    [{ sessions: [session, session] }, "`sessions[1].SessionId` to be unique, got `s` (string)"],
    [
      inSession({ WorkGroup: "a b" }),
      "`sessions[0].WorkGroup` to be 1 to 128 letters, digits, . _ or -, got `a b` (string)",
    ],
    [inSession({ WorkGroup: 1 }), "`sessions[0].WorkGroup` to be 1 to 128 letters, digits, . _ or -, got `1` (number)"],
    [inSession({ State: "idle" }), `\`sessions[0].State\` to be ${sessionStates}, got \`idle\` (string)`],
    [inSession({ Description: 1 }), "`sessions[0].Description` to be a string, got `1` (number)"],
    [inSession({ StartDateTime: 1 }), "`sessions[0].StartDateTime` to be a valid Date, got `1` (number)"],
    [
      inSession({ executors: undefined }),
      "`sessions[0].executors` to be an array, or an object with length and slice, got `undefined` (undefined)",
    ],
    [
      inSession({ executors: { slice: () => [] } }),
      "`sessions[0].executors.length` to be an integer >= 0, got `undefined` (undefined)",
    ],
    [inSession({ executors: ["e"] }), "`sessions[0].executors[0]` to be an object, got `e` (string)"],
  ])("%j", async (options, sentence) => {
    await expect(startLocalAthena(options as LocalAthenaOptions)).rejects.toThrow(
      new TypeError(`Expected ${sentence}`),
    );
  });

  it("nothing that is given as undefined", async () => {
    const options = { sessions: undefined, latency: undefined, quota: undefined, faults: undefined };
    const athena = await startLocalAthena({ ...options, tokenOnFullPage: undefined, keepRequests: undefined });
    await athena.close();
    expect(athena.requests).toEqual([]);
  });
});
