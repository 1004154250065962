import { describe, expect, it } from "vitest";

import { startLocalAthena, type LocalAthenaOptions } from "../../lib/testing/index.js";

const session = { SessionId: "s", executors: [] };
const inSession = (part: object) => ({ sessions: [{ ...session, ...part }] });
const sessionStates = "one of CREATING, CREATED, IDLE, BUSY, TERMINATING, TERMINATED, DEGRADED, FAILED";
const faultTypes = "one of throttle, error, reset, truncated, malformed, hang, body, expired-token";
const refusals = "one of The nextPageToken is malformed:, Malformed nextPageToken";
const retryAfter = "a finite number or the text of a header";
const time = "a valid Date, an ISO 8601 time with its offset, or a number > 0";
const calculationStates = "one of CREATING, CREATED, QUEUED, RUNNING, CANCELING, CANCELED, COMPLETED, FAILED";
const inFault = (fault: object) => ({ faults: [fault] });

describe("startLocalAthena refuses", () => {
  it.each<[unknown, string]>([
    [null, "`options` to be an object, got `null` (null)"],
    [[], "`options` to be an object, got `[]` (array)"],
    [{ latency: -1 }, "`latency` to be a finite number >= 0, got `-1` (number)"],
    [{ latency: Infinity }, "`latency` to be a finite number >= 0, got `Infinity` (number)"],
    [{ latency: "1" }, "`latency` to be a finite number >= 0, got `1` (string)"],
    [{ quota: 10 }, "`quota` to be an object, got `10` (number)"],
    [{ quota: { rate: 0, burst: 1 } }, "`quota.rate` to be a positive finite number, got `0` (number)"],
    [{ quota: { rate: NaN, burst: 1 } }, "`quota.rate` to be a positive finite number, got `NaN` (number)"],
    [{ quota: { rate: 1, burst: 0 } }, "`quota.burst` to be an integer >= 1, got `0` (number)"],
    [{ quota: { rate: 1 } }, "`quota.burst` to be an integer >= 1, got `undefined` (undefined)"],
    [{ tokenOnFullPage: 1 }, "`tokenOnFullPage` to be a boolean, got `1` (number)"],
    [{ keepRequests: -1 }, "`keepRequests` to be an integer >= 0 or Infinity, got `-1` (number)"],
    [{ keepRequests: 0.5 }, "`keepRequests` to be an integer >= 0 or Infinity, got `0.5` (number)"],
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
    [
      inSession({ Description: 1 }),
      "`sessions[0].Description` to be a string of 1 to 1024 characters, got `1` (number)",
    ],
    [
      inSession({ Description: "" }),
      "`sessions[0].Description` to be a string of 1 to 1024 characters, got 0 characters (string)",
    ],
    [
      inSession({ Description: "x".repeat(1025) }),
      "`sessions[0].Description` to be a string of 1 to 1024 characters, got 1025 characters (string)",
    ],
    [inSession({ StartDateTime: 0 }), `\`sessions[0].StartDateTime\` to be ${time}, got \`0\` (number)`],
    [
      inSession({ StartDateTime: 1e16 }),
      `\`sessions[0].StartDateTime\` to be ${time}, got \`10000000000000000\` (number)`,
    ],
    [inSession({ StartDateTime: "12:00" }), `\`sessions[0].StartDateTime\` to be ${time}, got \`12:00\` (string)`],
    [
      inSession({ StartDateTime: "2026-13-01" }),
      `\`sessions[0].StartDateTime\` to be ${time}, got \`2026-13-01\` (string)`,
    ],
    [
      inSession({ StartDateTime: "2026-01-31T12:00" }),
      `\`sessions[0].StartDateTime\` to be ${time}, got \`2026-01-31T12:00\` (string)`,
    ],
    [
      inSession({ StartDateTime: new Date(NaN) }),
      `\`sessions[0].StartDateTime\` to be ${time}, got \`[object Date]\` (object)`,
    ],
    [
      inSession({ executors: undefined }),
      "`sessions[0].executors` to be an array, or an object with length and slice, got `undefined` (undefined)",
    ],
    [
      inSession({ executors: { slice: () => [] } }),
      "`sessions[0].executors.length` to be an integer >= 0, got `undefined` (undefined)",
    ],
    [
      inFault({ type: "throttle", retryAfter: NaN }),
      `\`faults[0].retryAfter\` to be ${retryAfter}, got \`NaN\` (number)`,
    ],
    [
      inFault({ type: "throttle", retryAfter: {} }),
      `\`faults[0].retryAfter\` to be ${retryAfter}, got \`[object Object]\` (object)`,
    ],
    [
      inFault({ type: "throttle", retryAfter: "1\n" }),
      `\`faults[0].retryAfter\` to be ${retryAfter}, got \`1\n\` (string)`,
    ],
    [inFault({ type: "throttle", headers: "x" }), "`faults[0].headers` to be an object, got `x` (string)"],
    [
      inFault({ type: "throttle", headers: { "a b": "" } }),
      "`faults[0].headers` to be headers with valid names, got `a b` (string)",
    ],
    [
      inFault({ type: "throttle", headers: { Trailer: "a" } }),
      "`faults[0].headers` to be headers with valid names, got `Trailer` (string)",
    ],
    [
      inFault({ type: "error", status: 500, headers: { a: 1 } }),
      "`faults[0].headers.a` to be the text of a header, got `1` (number)",
    ],
    [
      inFault({ type: "error", status: 500, headers: { a: "→" } }),
      "`faults[0].headers.a` to be the text of a header, got `→` (string)",
    ],
    [inFault({ type: "error", status: 500, name: 1 }), "`faults[0].name` to be a string, got `1` (number)"],
    [inFault({ type: "error", status: 500, message: 1 }), "`faults[0].message` to be a string, got `1` (number)"],
    [
      inFault({ type: "error", status: 500, format: "xml" }),
      "`faults[0].format` to be one of json, html, got `xml` (string)",
    ],
    [inFault({ type: "malformed", text: 1 }), "`faults[0].text` to be a string, got `1` (number)"],
    [inFault({ type: "expired-token", refusal: "no" }), `\`faults[0].refusal\` to be ${refusals}, got \`no\` (string)`],
    [{ emptyPages: 3 }, "`emptyPages` to be an array or a function, got `3` (number)"],
    [{ emptyPages: [1, 0] }, "`emptyPages[1]` to be an integer >= 1, got `0` (number)"],
    [{ ignoreStateFilter: 1 }, "`ignoreStateFilter` to be a boolean, got `1` (number)"],
    [{ tokens: "offset" }, "`tokens` to be an object, got `offset` (string)"],
    [{ tokens: { countFrom: "end" } }, "`tokens.countFrom` to be one of newest, oldest, got `end` (string)"],
    [{ tokens: { lifetime: -1 } }, "`tokens.lifetime` to be a number of milliseconds >= 0, got `-1` (number)"],
    [{ tokens: { maxUses: 0.5 } }, "`tokens.maxUses` to be an integer >= 0 or Infinity, got `0.5` (number)"],
    [{ tokens: { refusal: "no" } }, `\`tokens.refusal\` to be ${refusals}, got \`no\` (string)`],
    [{ tokens: { cycle: 2 } }, "`tokens.cycle` to be an object, got `2` (number)"],
    [{ tokens: { cycle: {} } }, "`tokens.cycle.period` to be an integer >= 1, got `undefined` (undefined)"],
    [{ tokens: { cycle: { period: 0 } } }, "`tokens.cycle.period` to be an integer >= 1, got `0` (number)"],
    [{ tokens: { cycle: { period: 1, tail: -1 } } }, "`tokens.cycle.tail` to be an integer >= 0, got `-1` (number)"],
    [inSession({ order: "newest" }), "`sessions[0].order` to be one of newest first, as given, got `newest` (string)"],
    [
      inSession({ beforePage: {} }),
      "`sessions[0].beforePage` to be an array or a function, got `[object Object]` (object)",
    ],
    [inSession({ beforePage: [undefined, null, 1] }), "`sessions[0].beforePage[2]` to be an object, got `1` (number)"],
    [
      inSession({ beforePage: [{ joined: {} }] }),
      "`sessions[0].beforePage[0].joined` to be an array, got `[object Object]` (object)",
    ],
    [
      inSession({ beforePage: [{ changed: ["e"] }] }),
      "`sessions[0].beforePage[0].changed[0]` to be an object, got `e` (string)",
    ],
    [
      inSession({ beforePage: [{ State: "idle" }] }),
      `\`sessions[0].beforePage[0].State\` to be ${sessionStates}, got \`idle\` (string)`,
    ],
    [inSession({ calculations: {} }), "`sessions[0].calculations` to be an array, got `[object Object]` (object)"],
    [inSession({ calculations: [{}, "c"] }), "`sessions[0].calculations[1]` to be an object, got `c` (string)"],
    [
      inSession({ calculations: [{ Status: "RUNNING" }] }),
      "`sessions[0].calculations[0].Status` to be an object, got `RUNNING` (string)",
    ],
    [
      inSession({ calculations: [{ Status: { SubmissionDateTime: -1 } }] }),
      `\`sessions[0].calculations[0].Status.SubmissionDateTime\` to be ${time}, got \`-1\` (number)`,
    ],
    [
      inSession({ calculations: [{ Status: { CompletionDateTime: "2025" } }] }),
      `\`sessions[0].calculations[0].Status.CompletionDateTime\` to be ${time}, got \`2025\` (string)`,
    ],
    [
      inSession({ calculations: [{ Status: { State: "DONE" } }] }),
      `\`sessions[0].calculations[0].Status.State\` to be ${calculationStates}, got \`DONE\` (string)`,
    ],
    [
      inSession({ calculations: [{ Status: { StateChangeReason: "" } }] }),
      "`sessions[0].calculations[0].Status.StateChangeReason` to be a string of 1 to 1024 characters, " +
        "got 0 characters (string)",
    ],
    [
      inSession({ calculations: [{ CalculationExecutionId: "" }] }),
      "`sessions[0].calculations[0].CalculationExecutionId` to be a string of 1 to 256 characters, " +
        "got 0 characters (string)",
    ],
    [
      inSession({ calculations: [{ Description: "" }] }),
      "`sessions[0].calculations[0].Description` to be a string of 1 to 1024 characters, got 0 characters (string)",
    ],
    [
      inSession({ executors: [{ ExecutorId: 1 }] }),
      "`sessions[0].executors[0].ExecutorId` to be a string, got `1` (number)",
    ],
    [
      inSession({ executors: [{ StartDateTime: "2026-01-31" }] }),
      "`sessions[0].executors[0].StartDateTime` to be a finite number, got `2026-01-31` (string)",
    ],
    [
      inSession({ executors: [{ ExecutorSize: NaN }] }),
      "`sessions[0].executors[0].ExecutorSize` to be a finite number, got `NaN` (number)",
    ],
    [{ port: 65_536 }, "`port` to be an integer from 0 to 65535, got `65536` (number)"],
    [{ port: -1 }, "`port` to be an integer from 0 to 65535, got `-1` (number)"],
    [{ port: "8000" }, "`port` to be an integer from 0 to 65535, got `8000` (string)"],
    [{ host: "" }, "`host` to be a non-empty string, got 0 characters (string)"],
    [{ host: 1 }, "`host` to be a non-empty string, got `1` (number)"],
    [inSession({ executors: ["e"] }), "`sessions[0].executors[0]` to be an object, got `e` (string)"],
  ])("%j", async (options, sentence) => {
    await expect(startLocalAthena(options as LocalAthenaOptions)).rejects.toThrow(
      new TypeError(`Expected ${sentence}`),
    );
  });

  it.each<[unknown, string, string]>([
    [{ prot: 1 }, "prot", "Did you mean `port`?"],
    [{ Sessions: [] }, "Sessions", "Did you mean `sessions`?"],
    [{ verbose: true }, "verbose", "Use one of port, host, sessions, latency, quota, now, faults, tokenOnFullPage, "],
    [inSession({ Staet: "IDLE" }), "sessions[0].Staet", "Did you mean `State`?"],
    [inSession({ sessionId: "s" }), "sessions[0].sessionId", "Did you mean `SessionId`?"],
    [
      inSession({ executors: [{ ExecutorStat: "FAILED" }] }),
      "sessions[0].executors[0].ExecutorStat",
      "Did you mean `ExecutorState`?",
    ],
    [
      inSession({ calculations: [{ Id: "c" }] }),
      "sessions[0].calculations[0].Id",
      "Use one of CalculationExecutionId, ",
    ],
    [
      inSession({ calculations: [{ Status: { state: "QUEUED" } }] }),
      "sessions[0].calculations[0].Status.state",
      "Did you mean `State`?",
    ],
    [inSession({ beforePage: [{ join: [] }] }), "sessions[0].beforePage[0].join", "Did you mean `joined`?"],
    [
      { sessions: [{ SessionId: "s", life: { seed: 1, speeds: 2 } }] },
      "sessions[0].life.speeds",
      "Did you mean `speed`?",
    ],
    [{ quota: { rate: 1, burst: 1, bursts: 1 } }, "quota.bursts", "Did you mean `burst`?"],
    [{ tokens: { lifeTime: 1 } }, "tokens.lifeTime", "Did you mean `lifetime`?"],
    [{ tokens: { cycle: { period: 1, tails: 1 } } }, "tokens.cycle.tails", "Did you mean `tail`?"],
    [inFault({ type: "throttle", retryafter: 1 }), "faults[0].retryafter", "Did you mean `retryAfter`?"],
    [inFault({ type: "reset", status: 500 }), "faults[0].status", "Use one of type"],
  ])("An unknown member in %j", async (options, path, advice) => {
    const [, name = "options", member] = /^(?:(.*)\.)?(\w+)$/.exec(path) ?? [];
    const sentence = `Expected \`${name}\` to have no \`${String(member)}\`. ${advice}`;
    const error: unknown = await startLocalAthena(options as LocalAthenaOptions).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as TypeError).message).toContain(sentence);
  });

  it("Options given as undefined have their defaults", async () => {
    const options = { sessions: undefined, latency: undefined, quota: undefined, faults: undefined };
    const paging = {
      tokenOnFullPage: undefined,
      emptyPages: undefined,
      tokens: undefined,
      ignoreStateFilter: undefined,
    };
    const athena = await startLocalAthena({ ...options, ...paging, keepRequests: undefined });
    await athena.close();
    expect(athena.requests).toEqual([]);
  });
});
