import type { SessionState, SessionSummary } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import { listWorkGroupExecutors, type ListWorkGroupExecutorsConfig, type PaginationEvent } from "../../lib/index.js";
import type { LocalAthena, LocalFault, LocalSession } from "../../lib/testing/index.js";
import { collect, executor, executors } from "../support/executors.js";
import { untilFailure } from "../support/iterating.js";
import { clientOf, inputOf, refusedWith, requestsFor, startedAthena } from "../support/started-athena.js";

const WorkGroup = "primary";
const retry = { minTimeout: 0, throttleTimeout: 0, retries: 1 } as const;

const three: readonly LocalSession[] = [
  { SessionId: "a", executors: executors(5) },
  { SessionId: "b", executors: [] },
  { SessionId: "c", executors: executors(2) },
];
const startedThree = (): Promise<LocalAthena> => startedAthena({ sessions: three, tokenOnFullPage: false });

function sweepOf(
  athena: LocalAthena,
  config: Partial<ListWorkGroupExecutorsConfig> = {},
): ReturnType<typeof listWorkGroupExecutors> {
  const client = clientOf(athena);
  return listWorkGroupExecutors({ client, throttle: false, retry, concurrency: 1, ...config }, { WorkGroup });
}

/** Returns the session ids in the requests for an operation. */
function sessionsOf(athena: LocalAthena, operation: string): (string | undefined)[] {
  return requestsFor(athena, operation).map((request) => inputOf(request).SessionId);
}

describe("The option session", () => {
  it("leaves out sessions without calling the service for them", async () => {
    const sessions = Array.from({ length: 300 }, (_, index) => ({
      SessionId: `s${index}`,
      State: index === 120 ? ("IDLE" as const) : ("BUSY" as const),
      executors: executors(3),
    }));
    const pageLimits = { ListSessions: 50 };
    const athena = await startedAthena({ sessions, pageLimits, tokenOnFullPage: false });
    const seen: SessionSummary[] = [];
    const session = (one: SessionSummary): boolean => {
      seen.push(one);
      return one.Status?.State === "IDLE";
    };
    const found = await collect(sweepOf(athena, { session }));
    expect(new Set(found.map(({ SessionId }) => SessionId))).toEqual(new Set(["s120"]));
    expect(seen.map(({ SessionId }) => SessionId)).toEqual(sessions.map(({ SessionId }) => SessionId));
    expect(sessionsOf(athena, "ListSessions")).toHaveLength(6);
    expect(sessionsOf(athena, "ListExecutors")).toEqual(["s120"]);
  });

  it.each<[string, unknown]>([
    ["a promise", Promise.resolve(true)],
    ["nothing", undefined],
    ["a number", 1],
  ])("ends the sweep with a TypeError if it returns %s", async (_name, result) => {
    const { error } = await untilFailure(sweepOf(await startedThree(), { session: () => result as boolean }));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("Expected `session` to be a function that returns a boolean, got");
  });

  it("ends the sweep with its error, even with onSessionError", async () => {
    const thrown = new Error("mine");
    const session = (): boolean => {
      throw thrown;
    };
    const { error } = await untilFailure(sweepOf(await startedThree(), { session, onSessionError: () => undefined }));
    expect(error).toBe(thrown);
  });

  it("is refused at the call if it is not a function", () => {
    const config = { client: { send: () => Promise.resolve({}) }, session: true } as never;
    expect(() => listWorkGroupExecutors(config, { WorkGroup })).toThrow(
      new TypeError("Expected `session` to be a function, got `true` (boolean)"),
    );
  });
});

describe("A page of a sweep", () => {
  const brief = async (
    athena: LocalAthena,
    config: Partial<ListWorkGroupExecutorsConfig>,
  ): Promise<[string, number, boolean][]> =>
    (await collect(sweepOf(athena, config).pages())).map(({ Session, SessionId, ExecutorsSummary, isLast }) => {
      expect(Session).toMatchObject({ SessionId, Status: { State: "IDLE" } });
      return [SessionId, ExecutorsSummary.length, isLast];
    });

  it("has its session, and a mark on the session's last page", async () => {
    expect(await brief(await startedThree(), { pageSize: 2 })).toEqual([
      ["a", 2, false],
      ["a", 2, false],
      ["a", 1, true],
      ["b", 0, true],
      ["c", 2, true],
    ]);
  });

  it("is not its session's last if maxItems truncates it", async () => {
    expect(await brief(await startedThree(), { pageSize: 5, maxItems: 3 })).toEqual([["a", 3, false]]);
    expect(await brief(await startedThree(), { pageSize: 2, maxItems: 4 })).toEqual([
      ["a", 2, false],
      ["a", 2, false],
    ]);
    expect(await brief(await startedThree(), { pageSize: 5, maxItems: 5 })).toEqual([["a", 5, true]]);
  });

  it("is its session's last if startedAfter ends the session there", async () => {
    const { StartDateTime = 0 } = executor(3);
    const startedAfter = new Date(StartDateTime * (StartDateTime < 1e11 ? 1000 : 1));
    expect(await brief(await startedAthena({ sessions: three.slice(0, 1) }), { pageSize: 3, startedAfter })).toEqual([
      ["a", 2, true],
    ]);
  });
});

describe("A session that refuses its listing", () => {
  /** Serves a workgroup. Every listing is refused, and GetSessionStatus has the given answer. */
  const refusing = (refusal: LocalFault, state: LocalFault | SessionState): Promise<LocalAthena> =>
    startedAthena({
      sessions: three,
      faults: ({ operation }) => {
        if (operation === "ListExecutors") return refusal;
        if (operation !== "GetSessionStatus") return undefined;
        return typeof state === "string" ? { type: "body", body: { Status: { State: state } } } : state;
      },
    });

  const gone = refusedWith("ResourceNotFoundException");
  const invalid = refusedWith("InvalidRequestException");
  const denied = refusedWith("AccessDeniedException");
  const broken = refusedWith("InternalServerException", 500);
  const body = (body: object): LocalFault => ({ type: "body", body });

  it.each<[string, LocalFault, LocalFault | SessionState, number]>([
    ["unknown to the service", gone, "BUSY", 0],
    ["refused, and its status is unknown", invalid, gone, 3],
    ["refused, and its status is refused", invalid, invalid, 3],
    ["refused and terminated", invalid, "TERMINATED", 3],
    ["refused and failed", invalid, "FAILED", 3],
  ])("is skipped if it is %s", async (_name, refusal, state, statusCalls) => {
    const athena = await refusing(refusal, state);
    const events: PaginationEvent[] = [];
    expect(await collect(sweepOf(athena, { onEvent: (event) => events.push(event) }))).toEqual([]);
    expect(events.filter(({ type }) => type === "session-skipped")).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "complete", totals: { skipped: 3 } });
    expect(sessionsOf(athena, "GetSessionStatus")).toHaveLength(statusCalls);
  });

  it.each<[string, LocalFault, LocalFault | SessionState, string]>([
    ["is refused and busy", invalid, "BUSY", "InvalidRequestException"],
    ["is refused and degraded", invalid, "DEGRADED", "InvalidRequestException"],
    ["is refused and terminating", invalid, "TERMINATING", "InvalidRequestException"],
    ["is refused and has no state", invalid, body({ Status: {} }), "InvalidRequestException"],
    ["is refused and its status is denied", invalid, denied, "InvalidRequestException"],
    ["is refused and its status is broken", invalid, broken, "InvalidRequestException"],
    ["is refused and its status is invalid", invalid, body({ Status: 5 }), "InvalidRequestException"],
    ["is denied", denied, "TERMINATED", "AccessDeniedException"],
  ])("fails the sweep if it %s", async (_name, refusal, state, expected) => {
    const { error } = await untilFailure(sweepOf(await refusing(refusal, state)));
    expect((error as Error).name).toBe(expected);
    const taken: [string, string][] = [];
    const events: PaginationEvent[] = [];
    const onSessionError = (reason: unknown, id: string): number => taken.push([id, (reason as Error).name]);
    await collect(sweepOf(await refusing(refusal, state), { onSessionError, onEvent: (event) => events.push(event) }));
    expect(taken).toEqual(["a", "b", "c"].map((id) => [id, expected]));
    expect(events.at(-1)).toMatchObject({ totals: { skipped: 0 } });
  });
});
