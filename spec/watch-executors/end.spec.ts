import type { SessionState } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import {
  isRepeatedTokenError,
  watchExecutors,
  type ExecutorChange,
  type PaginationEvent,
  type RetryOptions,
} from "../../lib/index.js";
import { collect, executor, executors } from "../support/executors.js";
import { failure, gone, throttled } from "../support/foreign-service.js";
import { untilFailure } from "../support/iterating.js";
import { brief } from "../support/executor-changes.js";
import { LivingSession, type ServedSession, refusal, servedSession } from "../support/living-session.js";

const SessionId = "session";
const retry: RetryOptions = { minTimeout: 0, throttleTimeout: 0 };

function watch({ client }: ServedSession, onEvent?: (event: PaginationEvent) => void): AsyncIterable<ExecutorChange> {
  return watchExecutors({ client, throttle: false, retry, pollInterval: 1, onEvent }, { SessionId });
}

const namesOfGone = ["ResourceNotFoundException", "InvalidRequestException"];

describe("A watch ends", () => {
  it.each<SessionState>(["TERMINATED", "FAILED"])(
    "if no executor is live and the session is %s, after a last listing",
    async (end) => {
      const session = new LivingSession(executors(4));
      let state: SessionState = "BUSY";
      const watched = await servedSession(session, {
        state: () => state,
        pageSize: 2,
        onPoll: (poll) => {
          if (poll === 3) session.become("TERMINATING");
          if (poll === 4) session.become("TERMINATED");
          if (poll === 5) state = "TERMINATING";
          if (poll === 6) state = "DEGRADED";
        },
        instead: ({ call, poll }) => {
          if (call !== "status" || poll !== 7) return;
          state = end;
          // This executor is beyond the first page, so a poll does not read it.
          session.change((all) => [...all.slice(0, 3), executor(1, "FAILED")]);
        },
      });
      const events: PaginationEvent[] = [];
      const changes = (await collect(watch(watched, (event) => events.push(event)))).map(brief);
      expect(changes.slice(4)).toEqual([
        ...[1, 2, 3, 4].map((number) => `${number} REGISTERED>TERMINATING`),
        ...[1, 2, 3, 4].map((number) => `${number} TERMINATING>TERMINATED`),
        "1 TERMINATED>FAILED",
      ]);
      expect(watched.polls.slice(1)).toEqual([
        ["list", "REGISTERED", "REGISTERED 2-0"],
        ["list", "REGISTERED", "list 2-0"],
        ["list", "TERMINATING", "list 2-0", "status"],
        ["list", "status"],
        ["list", "status"],
        ["list", "status"],
        ["list", "list 2-0"],
      ]);
      expect(events.at(-1)).toMatchObject({ type: "end", reason: "complete" });
      expect(events.filter(({ type }) => type === "end")).toHaveLength(1);
      const asked = events.filter((event) => event.type === "request" && event.operation === "GetSessionStatus");
      expect(asked).toHaveLength(4);
    },
  );

  it("at once if the session had ended before the watch", async () => {
    const session = new LivingSession([executor(2, "TERMINATED"), executor(1, "FAILED")]);
    const watched = await servedSession(session, { state: () => "TERMINATED" });
    const changes = await collect(watch(watched));
    expect(changes.map(brief)).toEqual(["+1 FAILED", "+2 TERMINATED"]);
    expect(watched.polls).toEqual([["list", "status"], ["list"]]);
    expect(watched.requests.map(({ input }) => input)).toEqual([
      { SessionId, MaxResults: 100 },
      { SessionId },
      { SessionId, MaxResults: 100 },
    ]);
  });

  it("only after the session if no executor was ever live", async () => {
    const states = ["CREATING", "CREATED", undefined, "IDLE", "FAILED"] as const;
    let asked = 0;
    const watched = await servedSession(new LivingSession([]), { state: () => states[asked++] });
    expect(await collect(watch(watched))).toEqual([]);
    expect(watched.polls).toEqual([...Array<string[]>(5).fill(["list", "status"]), ["list"]]);
  });

  it("after the changes and joins of the last listing", async () => {
    const session = new LivingSession([executor(1, "TERMINATED")]);
    const watched = await servedSession(session, {
      state: () => "TERMINATED",
      onPoll: (poll) => {
        if (poll === 2) session.join(executor(2, "FAILED"), executor(3, "TERMINATED"));
      },
    });
    const changes = await collect(watch(watched));
    expect(changes.map(brief)).toEqual(["+1 TERMINATED", "+2 FAILED", "+3 TERMINATED"]);
    expect(changes.map(({ initial }) => initial)).toEqual([true, false, false]);
  });

  it("if the executors of an ended session are no longer listed", async () => {
    const session = new LivingSession(executors(3));
    const watched = await servedSession(session, {
      state: () => "TERMINATED",
      onPoll: (poll) => {
        if (poll === 2) session.change(() => []);
      },
    });
    expect(await collect(watch(watched))).toHaveLength(3);
    expect(watched.polls).toEqual([["list"], ["list", "status"], ["list"]]);
  });

  describe.each(namesOfGone)("if the session has vanished (%s)", (name) => {
    it.each(["list", "REGISTERED", "status"])("at the call %s, after the changes of the poll", async (vanishesAt) => {
      const session = new LivingSession([...executors(6, 3), executor(2, "TERMINATED"), executor(1)]);
      let hasVanished = false;
      const watched = await servedSession(session, {
        pageSize: 3,
        onPoll: (poll) => {
          if (poll === 3) session.join(executor(7));
          if (poll === 3 && vanishesAt === "status") session.become("FAILED");
        },
        instead: ({ call, poll }) => {
          hasVanished ||= poll === 3 && call === vanishesAt;
          return hasVanished ? gone(name) : undefined;
        },
      });
      const events: PaginationEvent[] = [];
      const changes = (await collect(watch(watched, (event) => events.push(event)))).map(brief).slice(6);
      const failed = [1, 3, 4, 5, 6].map((number) => `${number} REGISTERED>FAILED`);
      if (vanishesAt === "list") expect(changes).toEqual([]);
      if (vanishesAt === "REGISTERED") expect(changes).toEqual(["+7 REGISTERED"]);
      if (vanishesAt === "status")
        expect(changes).toEqual([...failed.slice(0, 1), "2 TERMINATED>FAILED", ...failed.slice(1), "+7 FAILED"]);
      expect(watched.polls.at(-1)).toContain(vanishesAt);
      // An InvalidRequestException is ambiguous, so the watch requests the state of the session.
      const isConfirmed = name === "InvalidRequestException";
      expect(watched.polls.at(-1)?.at(-1)).toBe(isConfirmed ? "status" : vanishesAt);
      expect(watched.polls).toHaveLength(3);
      expect(events.at(-1)).toMatchObject({ type: "end", reason: "complete" });
    });

    it("during the last listing", async () => {
      const session = new LivingSession([executor(1, "TERMINATED")]);
      const watched = await servedSession(session, {
        state: () => "TERMINATED",
        instead: ({ poll }) => (poll === 2 ? gone(name) : undefined),
      });
      expect(await collect(watch(watched))).toHaveLength(1);
    });

    it("at a page with a token, after a restart of the listing", async () => {
      const session = new LivingSession([
        ...executors(9, 2).map((one) => ({ ...one, ExecutorState: "FAILED" as const })),
        executor(1),
      ]);
      let hasVanished = false;
      const watched = await servedSession(session, {
        pageSize: 3,
        onPoll: (poll) => {
          if (poll === 2) session.change((all) => [...all.slice(0, -1), executor(1, "FAILED")]);
        },
        instead: ({ call, poll }) => {
          hasVanished ||= poll === 2 && call === "list 3-0";
          return hasVanished ? gone(name) : undefined;
        },
      });
      expect(await collect(watch(watched))).toHaveLength(9);
      const again = name === "InvalidRequestException" ? [["list", "status"]] : [];
      expect(watched.polls).toEqual([["list", "list 3-0", "list 6-0"], ["list", "REGISTERED", "list 3-0"], ...again]);
    });
  });
});

describe("A watch of an unknown session", () => {
  it.each(namesOfGone)("fails with the service's %s", async (name) => {
    const watched = await servedSession(new LivingSession([]), { instead: () => gone(name) });
    const events: PaginationEvent[] = [];
    const { values, error } = await untilFailure(watch(watched, (event) => events.push(event)));
    expect(values).toEqual([]);
    expect(error).toMatchObject({ name, message: "Session does not exist" });
    expect(watched.polls).toEqual([["list"]]);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "failed" });
  });

  it.each(namesOfGone)("fails with the %s of its status if the listing is empty", async (name) => {
    const watched = await servedSession(new LivingSession([]), {
      instead: ({ call }) => (call === "status" ? gone(name) : undefined),
    });
    const { error } = await untilFailure(watch(watched));
    expect(error).toMatchObject({ name });
    expect(watched.polls).toEqual([["list", "status"]]);
  });
});

describe("A watch survives", () => {
  it("throttle answers, faults and broken answers of single calls", async () => {
    const session = new LivingSession(executors(3));
    const faults = [
      throttled(),
      failure(503, "<html>busy</html>"),
      failure(500, { __type: "InternalServerException", Message: "oops" }),
    ];
    const watched = await servedSession(session, {
      state: () => "TERMINATED",
      onPoll: (poll) => {
        if (poll === 5) session.become("TERMINATED");
      },
      instead: ({ call, poll }) => (call === "status" || poll % 2 === 0 ? faults.shift() : undefined),
    });
    const events: PaginationEvent[] = [];
    const changes = await collect(watch(watched, (event) => events.push(event)));
    expect(changes).toHaveLength(6);
    expect(faults).toEqual([]);
    expect(events.filter(({ type }) => type === "retry")).toHaveLength(3);
  });

  it("a token that expires during a poll, by a restart of the listing", async () => {
    const session = new LivingSession(executors(9));
    const watched = await servedSession(session, {
      pageSize: 3,
      state: () => "TERMINATED",
      onPoll: (poll) => {
        if (poll === 3) session.become("TERMINATED");
      },
      instead: ({ call, poll }) => {
        if (poll === 1 && call === "list 6-0") {
          session.join(executor(10));
          session.expireTokens();
        }
      },
    });
    const events: PaginationEvent[] = [];
    const changes = (await collect(watch(watched, (event) => events.push(event)))).map(brief);
    expect(changes.slice(0, 10).sort()).toEqual(
      executors(10)
        .map(({ ExecutorId }) => `+${ExecutorId.slice(9)} REGISTERED`)
        .sort(),
    );
    expect(changes.slice(0, 10).at(-1)).toBe("+10 REGISTERED");
    expect(changes).toHaveLength(20);
    expect(watched.polls.slice(0, 2)).toEqual([
      ["list", "list 3-0", "list 6-0"],
      ["list", "list 3-1", "list 6-1", "list 9-1"],
    ]);
    expect(events.filter(({ type }) => type === "restart")).toHaveLength(1);
  });
});

describe("A watch fails", () => {
  it("with the service's error if tokens expire too fast", async () => {
    const watched = await servedSession(new LivingSession(executors(9)), {
      pageSize: 3,
      instead: ({ call }) => (call.includes(" ") ? refusal() : undefined),
    });
    const { values, error } = await untilFailure(watch(watched));
    expect(values.map(brief)).toEqual(["+7 REGISTERED", "+8 REGISTERED", "+9 REGISTERED"]);
    expect(error).toMatchObject({ name: "InvalidRequestException" });
    expect(watched.polls).toEqual([
      ["list", "list 3-0"],
      ["list", "list 3-0"],
    ]);
  });

  it("with the error of a refused token in a later poll", async () => {
    const session = new LivingSession([executor(3), executor(2, "FAILED"), executor(1)]);
    const watched = await servedSession(session, {
      pageSize: 1,
      onPoll: (poll) => {
        if (poll === 2) session.change((all) => all.map((one) => ({ ...one, ExecutorState: "FAILED" })));
      },
      instead: ({ call, poll }) => (poll > 1 && call.includes(" ") ? refusal() : undefined),
    });
    const { values, error } = await untilFailure(watch(watched));
    expect(values.slice(3).map(brief)).toEqual(["3 REGISTERED>FAILED"]);
    expect(error).toMatchObject({ name: "InvalidRequestException" });
  });

  it("with the service's error after the last retry", async () => {
    const session = new LivingSession([...executors(3), executor(0)]);
    const watched = await servedSession(session, {
      pageSize: 3,
      onPoll: (poll) => {
        if (poll === 2) session.join(executor(4));
      },
      instead: ({ call }) => (call === "REGISTERED" ? throttled() : undefined),
    });
    const iterator = watch(watched)[Symbol.asyncIterator]();
    const changes: string[] = [];
    for (let count = 0; count < 5; count += 1) changes.push(brief((await iterator.next()).value as ExecutorChange));
    expect(changes.at(-1)).toBe("+4 REGISTERED");
    await expect(iterator.next()).rejects.toMatchObject({ name: "ThrottlingException" });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(watched.polls).toHaveLength(2);
    expect(watched.polls[1]).toEqual(["list", ...Array<string>(9).fill("REGISTERED")]);
  });

  it("at a repeated token", async () => {
    const watched = await servedSession(new LivingSession([]), {
      instead: () => ({ ExecutorsSummary: [executor(1)], NextToken: "again" }),
    });
    const { values, error } = await untilFailure(watch(watched));
    expect(values.map(brief)).toEqual(["+1 REGISTERED"]);
    expect(isRepeatedTokenError(error)).toBe(true);
  });
});
