import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import { watchExecutors, type ExecutorPoll, type PaginationEvent, type WatchExecutorsConfig } from "../../lib/index.js";
import { collect, ended, executor, executors, numbers } from "../support/executors.js";
import { busyClient, fakeTime } from "../support/fake-time.js";
import { failure, gone } from "../support/foreign-service.js";
import { take, untilFailure } from "../support/iterating.js";
import { brief } from "../support/executor-changes.js";
import {
  LivingSession,
  type ServedSession,
  type ServedSessionOptions,
  servedSession,
} from "../support/living-session.js";

const SessionId = "session";

function pollsOf(
  { client }: ServedSession,
  config: Partial<WatchExecutorsConfig> = {},
): ReturnType<ReturnType<typeof watchExecutors>["polls"]> {
  return watchExecutors({ client, throttle: false, retry: false, pollInterval: 1, ...config }, { SessionId }).polls();
}

/** Formats a poll: numbers of the live executors, changes, and the state of the session. */
function short({ live, changes, sessionState }: ExecutorPoll): [number[], string[], ...SessionState[]] {
  return [numbers(live), changes.map(brief), ...(sessionState === undefined ? [] : ([sessionState] as const))];
}

describe("polls()", () => {
  it("yields every poll with its live executors and changes", async () => {
    const session = new LivingSession(executors(3));
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 3) session.become("TERMINATED", 2);
        if (poll === 5) session.join(executor(4, "CREATING"));
      },
    });
    const before = Date.now();
    const polls = await take(pollsOf(watched), 5);
    expect(polls.map(short)).toEqual([
      [
        [3, 2, 1],
        ["+1 REGISTERED", "+2 REGISTERED", "+3 REGISTERED"],
      ],
      [[3, 2, 1], []],
      [[3, 1], ["2 REGISTERED>TERMINATED"]],
      [[3, 1], []],
      [[4, 3, 1], ["+4 CREATING"]],
    ]);
    for (const { at } of polls) expect(at.getTime()).toBeGreaterThanOrEqual(before);
    expect(polls.map(({ at }) => at.getTime())).toEqual(polls.map(({ at }) => at.getTime()).sort());
  });

  it("lists live executors newest first", async () => {
    const waiting = { ExecutorId: "executor-9", ExecutorState: "CREATING" } as const;
    const session = new LivingSession([executor(2, "CREATED"), waiting, executor(1)]);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.become("REGISTERED", 2);
      },
    });
    const [first, second] = await take(pollsOf(watched), 2);
    expect(first?.live).toEqual([waiting, executor(2, "CREATED"), executor(1)]);
    expect(second?.live).toEqual([waiting, executor(2, "REGISTERED"), executor(1)]);
  });

  it("removes an executor from `live` when it is no longer listed", async () => {
    for (const pageSize of [100, 2]) {
      const session = new LivingSession([executor(9), ...ended(8, 3), executor(2), executor(1)]);
      const watched = await servedSession(session, {
        pageSize,
        onPoll: (poll) => {
          if (poll === 2) session.change((all) => all.filter(({ ExecutorId }) => ExecutorId !== "executor-2"));
        },
      });
      const polls = await take(pollsOf(watched), 3);
      expect(polls.map(({ live }) => numbers(live))).toEqual([
        [9, 2, 1],
        [9, 1],
        [9, 1],
      ]);
    }
  });

  it("requests the session's state every 20th poll with live executors", async () => {
    const watched = await servedSession(new LivingSession(executors(1)), { state: () => "TERMINATED" });
    const polls = await take(pollsOf(watched), 41);
    const asked = polls.flatMap(({ sessionState }, index) => (sessionState === undefined ? [] : [index + 1]));
    expect(asked).toEqual([20, 40]);
    expect(watched.polls.filter((calls) => calls.includes("status"))).toHaveLength(2);
    expect(polls.map(({ live }) => live.length)).toEqual(Array(41).fill(1));
  });

  it("requests the session's state at every poll without live executors", async () => {
    const states: SessionState[] = ["IDLE", "BUSY", "TERMINATED"];
    let asked = 0;
    const watched = await servedSession(new LivingSession(ended(1, 1)), { state: () => states[asked++] });
    const events: PaginationEvent[] = [];
    const polls = await collect(pollsOf(watched, { onEvent: (event) => events.push(event) }));
    expect(polls.map(short)).toEqual([
      [[], ["+1 TERMINATED"], "IDLE"],
      [[], [], "BUSY"],
      [[], [], "TERMINATED"],
      [[], [], "TERMINATED"],
    ]);
    expect(events.at(-1)).toMatchObject({ type: "end", reason: "complete", sessionState: "TERMINATED" });
  });

  it("yields no failed poll, but a loop over changes gets its changes", async () => {
    const options: ServedSessionOptions = {
      pageSize: 2,
      instead: ({ call, poll }) =>
        poll === 2 && call !== "list" ? failure(403, { __type: "AccessDeniedException", Message: "no" }) : undefined,
    };
    const session = (): [LivingSession, ServedSessionOptions] => {
      const living = new LivingSession(executors(5));
      return [
        living,
        {
          ...options,
          onPoll: (poll) => {
            if (poll === 2) living.join(executor(6));
          },
        },
      ];
    };
    const byPoll = await untilFailure(pollsOf(await servedSession(...session())));
    expect(byPoll.values.map(({ live }) => live.length)).toEqual([5]);
    const { client } = await servedSession(...session());
    const config = { client, throttle: false, retry: false, pollInterval: 1 } as const;
    const byChange = await untilFailure(watchExecutors(config, { SessionId }));
    expect(byChange.values.map(brief)).toContain("+6 REGISTERED");
  });

  it("yields one poll per interval under fake timers", async () => {
    const watched = await servedSession(new LivingSession(executors(2)));
    const { client, isBusy } = busyClient(watched.client);
    const time = fakeTime(isBusy, 50);
    const iterator = watchExecutors({ client, pollInterval: 1000 }, { SessionId }).polls()[Symbol.asyncIterator]();
    const times: number[] = [];
    for (let poll = 0; poll < 5; poll += 1) {
      const { value } = await time.until(iterator.next());
      times.push(value?.at.getTime() ?? NaN);
      expect(value && numbers(value.live)).toEqual([2, 1]);
    }
    await iterator.return();
    expect(times.slice(1).map((one, index) => one - (times[index] ?? NaN))).toEqual([1000, 1000, 1000, 1000]);
    expect(watched.polls).toHaveLength(5);
  });
});

describe("The end of a watch", () => {
  /** Serves an ended session with one of these listings in each poll. */
  const answering = (...answers: (readonly ReturnType<typeof executor>[])[]): Promise<ServedSession> =>
    servedSession(new LivingSession([]), {
      state: () => "TERMINATED",
      instead: ({ call, poll }) =>
        call === "list" ? { SessionId, ExecutorsSummary: answers[Math.min(poll, answers.length) - 1] } : undefined,
    });
  const live = executor(1);
  const terminated = executor(1, "TERMINATED");

  it.each([
    ["a stale page after the end", [[live], [terminated], [live], [terminated], [terminated]]],
    ["a stale page twice", [[live], [terminated], [live], [live], [terminated], [terminated]]],
    ["an empty page first", [[], [executor(1, "TERMINATING")], [terminated], [terminated]]],
    ["no executor at all", [[], []]],
  ])("waits until no executor is live: %s", async (_name, answers) => {
    for (const history of [true, false]) {
      const watched = await answering(...answers);
      const polls = await collect(pollsOf(watched, { history }));
      expect(polls).toHaveLength(answers.length);
      expect(polls.at(-1)?.live).toEqual([]);
      const states = polls.flatMap(({ changes }) => changes.map(({ executor: { ExecutorState } }) => ExecutorState));
      expect(states.at(-1)).toBe(answers.flat().at(-1)?.ExecutorState);
    }
  });

  it.each([
    ["TERMINATED", "TERMINATED"],
    ["FAILED", "FAILED"],
  ] as const)("has the session state %s in its `end` event", async (state, sessionState) => {
    const watched = await servedSession(new LivingSession(ended(1, 1)), { state: () => state });
    const events: PaginationEvent[] = [];
    await collect(pollsOf(watched, { onEvent: (event) => events.push(event) }));
    expect(events.at(-1)).toMatchObject({ type: "end", sessionState });
  });

  it.each([
    ["is unknown", "ResourceNotFoundException", undefined, true],
    ["is unknown to GetSessionStatus", "InvalidRequestException", gone("InvalidRequestException"), true],
    ["has failed", "InvalidRequestException", { Status: { State: "FAILED" } }, true],
    ["is busy", "InvalidRequestException", { Status: { State: "BUSY" } }, false],
    [
      "has a denied status",
      "InvalidRequestException",
      failure(403, { __type: "AccessDeniedException", Message: "no" }),
      false,
    ],
  ])("follows a refused listing only if the session is gone: it %s", async (_name, refusal, state, isGone) => {
    const watched = await servedSession(new LivingSession(executors(1)), {
      instead: ({ call, poll }) => (poll < 2 ? undefined : call === "list" ? gone(refusal) : state),
    });
    const outcome = await collect(pollsOf(watched)).catch((error: unknown) => (error as Error).name);
    expect(typeof outcome === "string" ? outcome : outcome.length).toBe(isGone ? 1 : refusal);
  });
});

describe("A watch without history", () => {
  it("yields no executors that ended before it began", async () => {
    const neverStarted = { ExecutorId: "executor-99", ExecutorState: "FAILED" } as const;
    const started = [executor(9, "CREATING"), ...ended(8, 3), executor(2), ...ended(1, 1)];
    const session = new LivingSession([neverStarted, ...started]);
    const watched = await servedSession(session, {
      pageSize: 3,
      onPoll: (poll) => {
        if (poll === 2) session.become("TERMINATED", 2, 9);
        if (poll === 3) session.join(executor(10, "FAILED"), executor(11));
      },
    });
    const polls = await take(pollsOf(watched, { history: false }), 4);
    expect(polls.map(short)).toEqual([
      [
        [9, 2],
        ["+2 REGISTERED", "+9 CREATING"],
      ],
      [[], ["2 REGISTERED>TERMINATED", "9 CREATING>TERMINATED"], "IDLE"],
      [[11], ["+10 FAILED", "+11 REGISTERED"]],
      [[11], []],
    ]);
  });

  it("sends at most five requests in its first poll, one in later ones", async () => {
    const states: ExecutorState[] = ["CREATING", "CREATED", "REGISTERED", "TERMINATING"];
    const all = [
      ...executors(3000, 2996).map((one, index) => ({ ...one, ExecutorState: states[index % 4] })),
      ...ended(2995, 6),
      ...executors(5),
    ];
    const watched = await servedSession(new LivingSession(all), { pageSize: 100 });
    const polls = await take(pollsOf(watched, { history: false }), 2);
    expect(polls.map(({ live }) => live.length)).toEqual([10, 10]);
    expect(polls.map(({ changes }) => changes.length)).toEqual([10, 0]);
    expect(watched.polls[0]).toEqual(["list", ...states]);
    expect(watched.polls[1]?.length).toBeLessThanOrEqual(2);
  });

  it("sends one request if all executors fit on a page", async () => {
    const watched = await servedSession(new LivingSession([executor(9), ...ended(8, 1)]));
    const [poll] = await take(pollsOf(watched, { history: false }), 1);
    expect(poll && short(poll)).toEqual([[9], ["+9 REGISTERED"]]);
    expect(watched.polls).toEqual([["list"]]);
  });

  it("reads the listing once if the service does not filter", async () => {
    const session = new LivingSession([executor(50), ...ended(49, 2), executor(1)]);
    const watched = await servedSession(session, {
      pageSize: 10,
      instead: ({ call }) => {
        const [, token] = call.split(" ");
        return call.startsWith("list") ? undefined : session.answer({ SessionId, NextToken: token }, 10).body;
      },
    });
    const [poll] = await take(pollsOf(watched, { history: false }), 1);
    expect(poll && numbers(poll.live)).toEqual([50, 1]);
    expect(watched.polls[0]).toEqual(["list", "CREATING", "list 10-0", "list 20-0", "list 30-0", "list 40-0"]);
  });

  it("is refused if `history` is not a boolean", () => {
    const config = { client: { send: () => Promise.resolve({}) }, history: 1 } as never;
    expect(() => watchExecutors(config, { SessionId })).toThrow(
      new TypeError("Expected `history` to be a boolean, got `1` (number)"),
    );
  });
});
