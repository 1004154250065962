import { InvalidRequestException, type SessionState } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import {
  isOrderError,
  isRepeatedTokenError,
  isUnexpectedResponseError,
  listWorkGroupExecutors,
  type ListWorkGroupExecutorsConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import type {
  LocalAthena,
  LocalAthenaOptions,
  LocalFault,
  LocalRequest,
  LocalSession,
} from "../../lib/testing/index.js";
import { rejection } from "../support/abort-signals.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import { foreignService } from "../support/foreign-service.js";
import { untilFailure } from "../support/iterating.js";
import { clientOf, inputOf, mostInFlight, refusedWith, requestsFor, startedAthena } from "../support/started-athena.js";
import { nextTurn } from "../support/waiting.js";

const throttle = false;
const WorkGroup = "primary";
const retry = { minTimeout: 0, throttleTimeout: 0 } as const;

type Swept = readonly { readonly SessionId: string; readonly ExecutorId?: string | undefined }[];

/** Returns the numbers of the executors by session, in order of arrival. */
function bySession(list: Swept): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const one of list) (found[one.SessionId] ??= []).push(...numbers([one]));
  return found;
}

/** Serves a workgroup with two sessions per page. */
function workGroupOf(sessions: readonly LocalSession[], options: LocalAthenaOptions = {}): Promise<LocalAthena> {
  return startedAthena({ sessions, pageLimits: { ListSessions: 2 }, tokenOnFullPage: false, ...options });
}

function session(
  SessionId: string,
  executors: LocalSession["executors"],
  further: Partial<LocalSession> = {},
): LocalSession {
  return { SessionId, executors, ...further };
}

/** Returns the requests for executors of one session. */
function pagesOf(athena: LocalAthena, SessionId: string): readonly LocalRequest[] {
  return requestsFor(athena, "ListExecutors").filter((request) => inputOf(request).SessionId === SessionId);
}

/** Reads a whole sweep. Returns its executors and events. */
async function sweep(
  athena: LocalAthena,
  config: Partial<ListWorkGroupExecutorsConfig> = {},
  SessionStateFilter?: SessionState | readonly SessionState[],
): Promise<{ found: Record<string, number[]>; events: PaginationEvent[] }> {
  const events: PaginationEvent[] = [];
  const onEvent = (event: PaginationEvent): number => events.push(event);
  const list = listWorkGroupExecutors(
    { client: clientOf(athena), throttle, onEvent, ...config },
    { WorkGroup, SessionStateFilter },
  );
  return { found: bySession(await collect(list)), events };
}

const sessionCalls = (athena: LocalAthena): unknown[] => requestsFor(athena, "ListSessions").map(inputOf);

const skipped = (events: readonly PaginationEvent[]): string[] =>
  events.flatMap((event) => (event.type === "session-skipped" ? [event.sessionId] : []));

const five = [
  session("a", executors(3)),
  session("b", []),
  session("c", executors(7)),
  session("d", executors(1)),
  session("e", executors(4)),
];

const allOfFive = { a: [3, 2, 1], c: [7, 6, 5, 4, 3, 2, 1], d: [1], e: [4, 3, 2, 1] };

describe("listWorkGroupExecutors", () => {
  it.each([1, 2, 4, 20])("yields each executor once at concurrency %i", async (concurrency) => {
    const workGroup = await workGroupOf(five);
    const { found, events } = await sweep(workGroup, { concurrency, pageSize: 2 });
    expect(found).toEqual(allOfFive);
    expect(mostInFlight(workGroup.requests)).toBeLessThanOrEqual(concurrency);
    for (const { SessionId } of five) expect(mostInFlight(pagesOf(workGroup, SessionId))).toBe(1);
    const { requests } = workGroup;
    expect(events.at(-1)).toMatchObject({
      type: "end",
      reason: "complete",
      totals: { requests: requests.length, pages: requests.length - 3, seen: 15, yielded: 15, retries: 0 },
    });
    expect(events.filter(({ type }) => type === "end")).toHaveLength(1);
  });

  it("lists sessions page by page, with the service's default states", async () => {
    const workGroup = await workGroupOf(five);
    await sweep(workGroup);
    expect(sessionCalls(workGroup)).toEqual([
      { WorkGroup, MaxResults: 100 },
      { WorkGroup, MaxResults: 100, NextToken: expect.any(String) as string },
      { WorkGroup, MaxResults: 100, NextToken: expect.any(String) as string },
    ]);
  });

  it("lists several session states one by one, each session once", async () => {
    const workGroup = await workGroupOf(
      [
        session("z", executors(9), { State: "BUSY" }),
        session("a", executors(1)),
        session("b", executors(2)),
        session("c", executors(3), { State: "TERMINATED" }),
      ],
      {
        faults: (request) => {
          const { NextToken, StateFilter } = inputOf(request);
          // Session z joins, so b is repeated on the second page. Then b changes its state and is listed a third time.
          if (NextToken !== undefined) workGroup.change("z", { State: "IDLE" });
          if (StateFilter === "BUSY") workGroup.change("b", { State: "BUSY" });
          return undefined;
        },
        tokenOnFullPage: true,
      },
    );
    const { found } = await sweep(workGroup, {}, ["IDLE", "BUSY", "IDLE"]);
    expect(found).toEqual({ a: [1], b: [2, 1] });
    expect(sessionCalls(workGroup)).toEqual([
      { WorkGroup, MaxResults: 100, StateFilter: "IDLE" },
      { WorkGroup, MaxResults: 100, StateFilter: "IDLE", NextToken: expect.any(String) as string },
      { WorkGroup, MaxResults: 100, StateFilter: "BUSY" },
    ]);
    expect((await sweep(workGroup, {}, "TERMINATED")).found).toEqual({ c: [3, 2, 1] });
  });

  it("yields new objects with SessionId and all members of the service", async () => {
    const client = { send: (command: object) => Promise.resolve(answer(command)) };
    const theirs = Object.freeze({ ...executor(1), Note: "of the service" });
    const answer = (command: object): object =>
      "SessionId" in (command as { input: object }).input
        ? { ExecutorsSummary: [theirs] }
        : { Sessions: [{ SessionId: "a" }] };
    const [one] = await listWorkGroupExecutors({ client }, { WorkGroup }).toArray();
    expect(one).toEqual({ ...theirs, SessionId: "a" });
    expect(theirs).not.toHaveProperty("SessionId");
  });

  it("yields pages of one session each, also empty ones", async () => {
    const client = clientOf(await workGroupOf(five.slice(0, 2)));
    const config = { client, throttle, pageSize: 2, concurrency: 1 } as const;
    const pages = await collect(listWorkGroupExecutors(config, { WorkGroup }).pages());
    expect(pages.map((page) => [page.SessionId, page.ExecutorsSummary.length, page.NextToken])).toEqual([
      ["a", 2, expect.any(String)],
      ["a", 1, undefined],
      ["b", 0, undefined],
    ]);
    expect(pages[0]?.ExecutorsSummary[0]).toEqual({ ...executor(3), SessionId: "a" });
    expect(pages[0]).toHaveProperty("$metadata.httpStatusCode", 200);
    expect(pages[0]).not.toHaveProperty("cursor");
  });

  it("collects executors in order of arrival", async () => {
    const client = clientOf(await workGroupOf(five));
    const list = listWorkGroupExecutors({ client, throttle, concurrency: 1 }, { WorkGroup });
    expect(bySession(await list.toArray())).toEqual(allOfFive);
    expect(await list.toArray()).toEqual(await collect(list));
  });

  it.each([
    ["no sessions", []],
    ["no executors", [session("a", []), session("b", [])]],
  ])("yields nothing for a workgroup with %s", async (_name, sessions) => {
    const { found, events } = await sweep(await workGroupOf(sessions));
    expect(found).toEqual({});
    expect(events.at(-1)).toMatchObject({ reason: "complete", totals: { yielded: 0 } });
  });

  it("drops duplicates within a session, not those of another session", async () => {
    const workGroup = await workGroupOf([
      // Executor 3 joins, so that 2 is repeated on the second page.
      session("a", executors(2), { beforePage: [undefined, { joined: [executor(3)] }] }),
      session("b", [executor(2)]),
    ]);
    const { found, events } = await sweep(workGroup, { pageSize: 1 });
    expect(found).toEqual({ a: [2, 1], b: [2] });
    expect(events.filter(({ type }) => type === "duplicate")).toEqual([
      { type: "duplicate", executorId: "executor-2" },
    ]);
  });

  it("sends no request before next(), and can be iterated again", async () => {
    const athena = await workGroupOf(five);
    const { requests } = athena;
    const client = clientOf(athena);
    const list = listWorkGroupExecutors({ client, throttle }, { WorkGroup });
    list[Symbol.asyncIterator]();
    expect(requests).toHaveLength(0);
    expect(bySession(await collect(list))).toEqual(allOfFive);
    expect(bySession(await collect(list))).toEqual(allOfFive);
  });

  it("reads its arguments at the call without modifying them", async () => {
    const client = clientOf(await workGroupOf(five.slice(0, 1)));
    const frozen = Object.freeze({ WorkGroup, SessionStateFilter: Object.freeze(["IDLE"] as const) });
    const states: SessionState[] = ["IDLE"];
    const input = { WorkGroup, SessionStateFilter: states };
    const config: ListWorkGroupExecutorsConfig = { client, throttle, concurrency: 1 };
    const list = listWorkGroupExecutors(config, input);
    states[0] = "FAILED";
    input.WorkGroup = "another";
    Object.assign(config, { client: undefined, concurrency: 0 });
    expect(bySession(await collect(list))).toEqual({ a: [3, 2, 1] });
    expect(await listWorkGroupExecutors(Object.freeze({ client, throttle }), frozen).toArray()).toHaveLength(3);
  });
});

describe("The listing of each session in a sweep", () => {
  const mixed = [
    session("a", [executor(4, "CREATED"), executor(3), executor(2, "FAILED"), executor(1)]),
    session("b", [executor(2, "FAILED")]),
  ];

  it("is filtered by the service for one state, locally for several", async () => {
    const athena = await workGroupOf(mixed);
    const { requests } = athena;
    const client = clientOf(athena);
    const one = listWorkGroupExecutors({ client, throttle }, { WorkGroup, ExecutorStateFilter: "FAILED" });
    expect(bySession(await one.toArray())).toEqual({ a: [2], b: [2] });
    expect(requests.slice(1).map((request) => inputOf(request).ExecutorStateFilter)).toEqual(["FAILED", "FAILED"]);
    const states = { WorkGroup, ExecutorStateFilter: ["REGISTERED", "CREATED"] } as const;
    const several = listWorkGroupExecutors({ client, throttle, pageSize: 1 }, states);
    expect(bySession(await several.toArray())).toEqual({ a: [4, 3, 1] });
    expect(requests.slice(3).every((request) => inputOf(request).ExecutorStateFilter === undefined)).toBe(true);
  });

  it("ends at startedAfter, independently of other sessions", async () => {
    const workGroup = await workGroupOf(five);
    const startedAfter = new Date((executor(2).StartDateTime ?? 0) * 1000);
    const { found, events } = await sweep(workGroup, { startedAfter, pageSize: 2 });
    expect(found).toEqual({ a: [3], c: [7, 6, 5, 4, 3], e: [4, 3] });
    // The last page of session c and the second page of session a are not needed.
    expect(pagesOf(workGroup, "c")).toHaveLength(3);
    expect(pagesOf(workGroup, "a")).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ reason: "complete" });
  });

  it("is restarted when its tokens expire", async () => {
    const workGroup = await workGroupOf(five, {
      faults: (request) => (request === pagesOf(workGroup, "c")[2] ? { type: "expired-token" } : undefined),
    });
    const { found, events } = await sweep(workGroup, { pageSize: 2 });
    expect(found).toEqual(allOfFive);
    expect(events.filter(({ type }) => type === "restart")).toHaveLength(1);
  });
});

describe("maxItems of a sweep", () => {
  it.each([1, 2, 3, 5, 14])("limits the whole sweep to %i executors", async (maxItems) => {
    const workGroup = await workGroupOf(five);
    const { found, events } = await sweep(workGroup, { maxItems, pageSize: 2 });
    expect(Object.values(found).flat()).toHaveLength(maxItems);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "maxItems", totals: { yielded: maxItems } });
  });

  it("prevents calls for further sessions and pages", async () => {
    const workGroup = await workGroupOf(five);
    const { found } = await sweep(workGroup, { maxItems: 2, pageSize: 2, concurrency: 1 });
    expect(found).toEqual({ a: [3, 2] });
    expect(workGroup.requests).toHaveLength(2);
    await sweep(workGroup, { maxItems: 4, concurrency: 1 });
    // Session b is empty, and one executor of session c is needed.
    expect(workGroup.requests.slice(2).map((request) => inputOf(request).MaxResults)).toEqual([100, 4, 1, 100, 1]);
  });

  it("of 0 causes no requests", async () => {
    const workGroup = await workGroupOf(five);
    const { found, events } = await sweep(workGroup, { maxItems: 0 });
    expect(found).toEqual({});
    expect(workGroup.requests).toHaveLength(0);
    expect(events).toMatchObject([{ type: "end", reason: "maxItems" }]);
  });

  it("truncates the last page, which then has no token", async () => {
    const client = clientOf(await workGroupOf([session("a", executors(9))]));
    const config = { client, throttle, maxItems: 3, pageSize: 9 } as const;
    const states = ["REGISTERED"] as const;
    const pages = await collect(listWorkGroupExecutors(config, { WorkGroup, ExecutorStateFilter: states }).pages());
    expect(pages.map(({ ExecutorsSummary }) => numbers(ExecutorsSummary))).toEqual([[9, 8, 7]]);
    const small = { client, throttle, maxItems: 3, pageSize: 4 } as const;
    const [cut] = await collect(listWorkGroupExecutors(small, { WorkGroup, ExecutorStateFilter: states }).pages());
    expect([cut?.ExecutorsSummary.length, cut?.NextToken]).toEqual([3, undefined]);
  });

  it("truncates pages of two sessions that arrive together", async () => {
    const client = clientOf(await workGroupOf([session("a", executors(5)), session("b", executors(5))]));
    const config = { client, throttle, maxItems: 5, pageSize: 3, concurrency: 2 } as const;
    const pages = await collect(listWorkGroupExecutors(config, { WorkGroup }).pages());
    expect(pages.map(({ ExecutorsSummary }) => ExecutorsSummary.length).reduce((sum, count) => sum + count)).toBe(5);
    expect(pages.at(-1)?.NextToken).toBeUndefined();
  });
});

describe("A session that has vanished", () => {
  it.each(["ResourceNotFoundException", "InvalidRequestException"])(
    "before its first page is skipped: %s",
    async (name) => {
      const errors: unknown[] = [];
      const workGroup = await workGroupOf(five, {
        faults: (request) => (["a", "d"].includes(inputOf(request).SessionId ?? "") ? refusedWith(name) : undefined),
      });
      const { found, events } = await sweep(workGroup, { onSessionError: (error) => errors.push(error) });
      expect(found).toEqual({ c: allOfFive.c, e: allOfFive.e });
      expect(skipped(events)).toEqual(["a", "d"]);
      expect(events).toContainEqual({
        type: "session-skipped",
        sessionId: "a",
        error: expect.objectContaining({ name }) as unknown,
      });
      expect(errors).toEqual([]);
    },
  );

  it("after its first page fails the sweep", async () => {
    const workGroup = await workGroupOf(five, {
      faults: (request) => {
        const isLater = request.operation === "ListExecutors" && inputOf(request).NextToken !== undefined;
        return isLater ? refusedWith("ResourceNotFoundException") : undefined;
      },
    });
    const { error } = await untilFailure(
      listWorkGroupExecutors({ client: clientOf(workGroup), throttle, pageSize: 2 }, { WorkGroup }),
    );
    expect((error as Error).name).toBe("ResourceNotFoundException");
  });

  it("is not assumed after other errors", async () => {
    const workGroup = await workGroupOf(five, {
      faults: (request) => (inputOf(request).SessionId === "a" ? refusedWith("AccessDeniedException") : undefined),
    });
    const { error } = await untilFailure(
      listWorkGroupExecutors({ client: clientOf(workGroup), throttle }, { WorkGroup }),
    );
    expect((error as Error).name).toBe("AccessDeniedException");
  });

  it.each([
    ["an Error", new Error("thrown")],
    ["a string", "thrown" as never],
    ["nothing", undefined as never],
  ])("is not assumed if the client rejects with %s", async (_name, thrown) => {
    const client = {
      send: (command: object) =>
        "SessionId" in (command as { input: object }).input
          ? Promise.reject(thrown)
          : Promise.resolve({ Sessions: [{ SessionId: "a" }] }),
    };
    const { reason } = await rejection(listWorkGroupExecutors({ client }, { WorkGroup }).toArray());
    expect(reason).toBe(thrown);
  });
});

describe("The option onSessionError", () => {
  /** Serves a workgroup. Session a is denied, and c vanishes before its third page. */
  async function broken(): Promise<LocalAthena> {
    const faults = (request: LocalRequest): LocalFault | undefined => {
      if (inputOf(request).SessionId === "a") return refusedWith("AccessDeniedException");
      return request === pagesOf(athena, "c")[2] ? refusedWith("ResourceNotFoundException") : undefined;
    };
    const athena = await workGroupOf(five, { faults });
    return athena;
  }

  it("gets the errors of failed sessions while the others continue", async () => {
    const errors: [string, string][] = [];
    const { found, events } = await sweep(await broken(), {
      pageSize: 2,
      onSessionError: (error, sessionId) => errors.push([sessionId, (error as Error).name]),
    });
    expect(found).toEqual({ c: [7, 6, 5, 4], d: [1], e: allOfFive.e });
    expect(errors.sort()).toEqual([
      ["a", "AccessDeniedException"],
      ["c", "ResourceNotFoundException"],
    ]);
    expect(skipped(events)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ reason: "complete", totals: { yielded: 9 } });
  });

  it.each([
    [
      "throws",
      (thrown: Error): never => {
        throw thrown;
      },
    ],
    ["rejects with", (thrown: Error): Promise<never> => Promise.reject(thrown)],
  ])("ends the sweep with the error that it %s", async (_name, end) => {
    const client = clientOf(await broken());
    const thrown = new Error("That is enough");
    const config = { client, throttle, onSessionError: () => end(thrown) } as const;
    const { error } = await untilFailure(listWorkGroupExecutors(config, { WorkGroup }));
    expect(error).toBe(thrown);
  });

  it("is awaited unless the sweep is aborted", async () => {
    const client = clientOf(await broken());
    const controller = new AbortController();
    const onSessionError = (): Promise<never> => {
      void nextTurn().then(() => {
        controller.abort("enough");
      });
      return new Promise(() => undefined);
    };
    const config = { client, throttle, concurrency: 1, onSessionError, abortSignal: controller.signal } as const;
    const { reason } = await rejection(listWorkGroupExecutors(config, { WorkGroup }).toArray());
    expect(reason).toBe("enough");
  });

  it("gets the OrderError of a session after its executors", async () => {
    const errors: unknown[] = [];
    const { found } = await sweep(
      await workGroupOf([session("a", [executor(5), executor(6)], { order: "as given" }), ...five.slice(3)]),
      {
        strictOrder: true,
        onSessionError: (error) => errors.push(error),
      },
    );
    expect(found).toEqual({ a: [5], d: [1], e: [4, 3, 2, 1] });
    expect(errors.map(isOrderError)).toEqual([true]);
  });

  it("is not called if listing the sessions fails", async () => {
    const errors: unknown[] = [];
    const athena: LocalAthena = await workGroupOf(five, {
      faults: (request) =>
        request === requestsFor(athena, "ListSessions")[1] ? refusedWith("AccessDeniedException") : undefined,
    });
    const client = clientOf(athena);
    const config = { client, throttle, onSessionError: (error: unknown) => errors.push(error) } as const;
    const { error } = await untilFailure(listWorkGroupExecutors(config, { WorkGroup }));
    expect((error as Error).name).toBe("AccessDeniedException");
    expect(errors).toEqual([]);
  });
});

describe("The listing of sessions in a sweep", () => {
  it("fails with the service's error for an unknown workgroup", async () => {
    const athena = await workGroupOf(five);
    const list = listWorkGroupExecutors({ client: clientOf(athena), throttle }, { WorkGroup: "unknown" });
    expect((await rejection(list.toArray())).reason).toBeInstanceOf(InvalidRequestException);
    expect(athena.requests).toHaveLength(1);
  });

  it.each([
    [1, [2, 7]],
    [2, [2, 5]],
  ])("restarts after expired tokens, at page size %i", async (ListSessions, refused) => {
    const workGroup: LocalAthena = await workGroupOf(five, {
      pageLimits: { ListSessions },
      faults: (request) => {
        const place = requestsFor(workGroup, "ListSessions").indexOf(request) + 1;
        return refused.includes(place) ? { type: "expired-token" } : undefined;
      },
    });
    const { found, events } = await sweep(workGroup);
    expect(found).toEqual(allOfFive);
    expect(events.filter(({ type }) => type === "restart")).toHaveLength(2);
    expect(requestsFor(workGroup, "ListExecutors")).toHaveLength(five.length);
  });

  it("fails after one restart if tokens are always refused", async () => {
    const athena = await workGroupOf(five, { tokens: { maxUses: 0 } });
    const { error } = await untilFailure(listWorkGroupExecutors({ client: clientOf(athena), throttle }, { WorkGroup }));
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(requestsFor(athena, "ListSessions")).toHaveLength(4);
  });

  it("is retried like other calls", async () => {
    const workGroup = await workGroupOf(five, { faults: [{ type: "error", status: 500 }] });
    expect((await sweep(workGroup, { retry })).found).toEqual(allOfFive);
  });

  const garbage: readonly [name: string, answer: object, member: string][] = [
    ["a string instead of a list", { Sessions: "secret" }, "Sessions"],
    ["an object instead of a list", { Sessions: {} }, "Sessions"],
    ["a session that is a string", { Sessions: ["secret"] }, "Sessions[0].SessionId"],
    ["a session that is null", { Sessions: [null] }, "Sessions[0].SessionId"],
    ["a session without id", { Sessions: [{ SessionId: "a" }, {}] }, "Sessions[1].SessionId"],
    ["a session with an empty id", { Sessions: [{ SessionId: "" }] }, "Sessions[0].SessionId"],
    ["a token that is a number", { Sessions: [], NextToken: 5 }, "NextToken"],
  ];

  it.each(garbage)("fails if an answer has %s", async (_name, answer, member) => {
    const { client } = await foreignService(() => answer);
    const { reason } = await rejection(listWorkGroupExecutors({ client, throttle }, { WorkGroup }).toArray());
    expect(isUnexpectedResponseError(reason) && [reason.operation, reason.member]).toEqual(["ListSessions", member]);
    expect(String(reason) + JSON.stringify(reason)).not.toContain("secret");
  });

  it("names the missing member if a session has no id", async () => {
    const { client } = await foreignService(() => ({ Sessions: [{}] }));
    const { reason } = await rejection(listWorkGroupExecutors({ client, throttle }, { WorkGroup }).toArray());
    expect(String(reason)).toContain("Expected ListSessions to return a non-empty string in `Sessions[0].SessionId`");
  });

  it("fails if a token is repeated", async () => {
    const { client } = await foreignService(() => ({ Sessions: [], NextToken: "again" }));
    const { reason } = await rejection(listWorkGroupExecutors({ client, throttle }, { WorkGroup }).toArray());
    expect(isRepeatedTokenError(reason) && [reason.token, reason.pages]).toEqual(["again", 2]);
    expect(String(reason)).toContain("ListSessions");
  });

  it("treats an answer without a list as an empty page", async () => {
    const { client, requests } = await foreignService(({ input }) =>
      input.NextToken === undefined ? { NextToken: "t1" } : {},
    );
    expect(await listWorkGroupExecutors({ client, throttle }, { WorkGroup }).toArray()).toEqual([]);
    expect(requests).toHaveLength(2);
  });
});
