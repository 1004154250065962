import type { ExecutorState } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import { watchExecutors, type ExecutorChange, type ExecutorSummary, type PaginationEvent } from "../../lib/index.js";
import { collect, ended, executor, executors, numbers } from "../support/executors.js";
import { take } from "../support/iterating.js";
import { brief } from "../support/executor-changes.js";
import { LivingSession, type ServedSession, servedSession } from "../support/living-session.js";

const SessionId = "session";
const throttle = false;
const pollInterval = 1;

/** Reads this many changes, and formats them. */
async function follow({ client }: ServedSession, count: number, config = {}): Promise<string[]> {
  const watch = watchExecutors({ client, throttle, pollInterval, ...config }, { SessionId });
  return (await take(watch, count)).map(brief);
}

describe("The first poll of a watch", () => {
  it("yields every executor as initial, oldest first", async () => {
    const watched = await servedSession(new LivingSession([...executors(205, 102), ...ended(101, 1)]));
    const changes = await take(watchExecutors({ client: watched.client, throttle }, { SessionId }), 205);
    expect(changes.map(({ executor: { ExecutorId } }) => ExecutorId)).toEqual(
      Array.from({ length: 205 }, (_, index) => `executor-${index + 1}`),
    );
    expect(changes.every((one) => one.type === "joined" && one.initial)).toBe(true);
    expect(changes.every((one) => one.previous === undefined)).toBe(true);
    expect(watched.polls).toEqual([["list", "list 100-0", "list 200-0"]]);
  });

  it("sorts by start time, with missing start times last", async () => {
    const at = (id: string, StartDateTime?: number): ExecutorSummary => ({
      ExecutorId: `executor-${id}`,
      ExecutorState: "CREATED",
      ...(StartDateTime !== undefined && { StartDateTime }),
    });
    const listed = [
      at("g"),
      at("f"),
      at("b", 1_700_000_001),
      at("e", 1_700_000_003_000),
      at("d", 1_700_000_003),
      at("a", 5),
    ];
    const watched = await servedSession(new LivingSession(listed));
    const changes = await follow(watched, 6);
    expect(changes.map((one) => one[1])).toEqual(["a", "b", "d", "e", "f", "g"]);
  });

  it("yields the SDK's own objects, also with unknown states", async () => {
    const session = new LivingSession([executor(2, "HIBERNATING" as ExecutorState), { ExecutorId: "executor-1" }]);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.become("REGISTERED", 1, 2);
      },
    });
    const watch = watchExecutors({ client: watched.client, throttle, pollInterval }, { SessionId });
    const changes = await take(watch, 4);
    expect(changes.map(brief)).toEqual([
      "+2 HIBERNATING",
      "+1 undefined",
      "2 HIBERNATING>REGISTERED",
      "1 undefined>REGISTERED",
    ]);
    expect(changes[0]?.executor).toEqual(executor(2, "HIBERNATING" as ExecutorState));
  });
});

describe("Later polls of a watch", () => {
  it("yield joins and changes with the state before, oldest first", async () => {
    const session = new LivingSession(executors(3));
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 3) {
          session.join(executor(4, "CREATED"), executor(5, "FAILED"));
          session.become("TERMINATING", 2);
        }
        if (poll === 4) session.become("REGISTERED", 4);
        if (poll === 5) session.become("TERMINATED", 2, 4);
      },
    });
    const watch = watchExecutors({ client: watched.client, throttle, pollInterval }, { SessionId });
    const changes = await take(watch, 9);
    expect(changes.map(brief)).toEqual([
      "+1 REGISTERED",
      "+2 REGISTERED",
      "+3 REGISTERED",
      "2 REGISTERED>TERMINATING",
      "+4 CREATED",
      "+5 FAILED",
      "4 CREATED>REGISTERED",
      "2 TERMINATING>TERMINATED",
      "4 REGISTERED>TERMINATED",
    ]);
    expect(changes.map(({ initial }) => initial)).toEqual([true, true, true, ...Array<boolean>(6).fill(false)]);
    expect(watched.polls).toEqual(Array(5).fill(["list"]));
  });

  it("yield a change of an ended executor to another state", async () => {
    const session = new LivingSession([executor(2), executor(1, "TERMINATED")]);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.become("FAILED", 1);
        if (poll === 3) session.become("REGISTERED", 1);
      },
    });
    expect((await follow(watched, 4)).slice(2)).toEqual(["1 TERMINATED>FAILED", "1 FAILED>REGISTERED"]);
  });

  it("yield 100 changes between two polls in order", async () => {
    const states: readonly ExecutorState[] = ["CREATED", "REGISTERED", "TERMINATING", "TERMINATED"];
    const session = new LivingSession(executors(100).map((one) => ({ ...one, ExecutorState: "CREATING" })));
    const all = Array.from({ length: 100 }, (_, index) => index + 1);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        const state = states[poll - 2];
        if (state !== undefined) session.become(state, ...all);
      },
    });
    const changes = await follow(watched, 500);
    const steps = ["CREATING>CREATED", "CREATED>REGISTERED", "REGISTERED>TERMINATING", "TERMINATING>TERMINATED"];
    expect(changes.slice(100)).toEqual(steps.flatMap((step) => all.map((number) => `${number} ${step}`)));
  });

  it("yield both states of an executor that changes during a poll", async () => {
    const session = new LivingSession(executors(4));
    const watched = await servedSession(session, {
      pageSize: 2,
      instead: ({ call, poll }) => {
        if (poll === 2 && call === "list") session.join(executor(5, "CREATED"), executor(6, "CREATED"));
        if (poll === 2 && call === "list 2-0") {
          session.become("REGISTERED", 6);
          session.join(executor(7, "CREATED"), executor(8, "CREATED"));
          session.change((list) => list.filter(({ ExecutorId }) => ExecutorId !== "executor-5"));
        }
      },
    });
    expect((await follow(watched, 7)).slice(4)).toEqual(["+5 CREATED", "+6 CREATED", "6 CREATED>REGISTERED"]);
  });

  it("yield all joins, over several pages and out of order", async () => {
    const session = new LivingSession(executors(10));
    const watched = await servedSession(session, {
      pageSize: 3,
      onPoll: (poll) => {
        if (poll !== 2) return;
        session.join(...executors(17, 11).reverse());
        session.change(([first, ...rest]) => [...rest.slice(0, 8), ...(first ? [first] : []), ...rest.slice(8)]);
      },
    });
    expect((await follow(watched, 17)).slice(10)).toEqual(
      [11, 12, 13, 14, 15, 16, 17].map((number) => `+${number} REGISTERED`),
    );
    expect(watched.polls[1]?.slice(0, 3)).toEqual(["list", "list 3-0", "list 6-0"]);
  });

  it("continue after empty pages", async () => {
    const session = new LivingSession(executors(2));
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.join(executor(3));
      },
      instead: ({ call, poll }) =>
        poll === 2 && call === "list" ? { SessionId: "session", NextToken: "0-0" } : undefined,
    });
    expect(await follow(watched, 3)).toEqual(["+1 REGISTERED", "+2 REGISTERED", "+3 REGISTERED"]);
    expect(watched.polls).toEqual([["list"], ["list", "list 0-0"]]);
  });
});

describe("The requests of a poll", () => {
  /** Serves a session in which an executor joins in the fifth poll. */
  async function pollsOf(
    session: LivingSession,
    options: Parameters<typeof servedSession>[1] = {},
  ): Promise<ServedSession> {
    const watched = await servedSession(session, {
      ...options,
      onPoll: (poll) => {
        options.onPoll?.(poll);
        if (poll === 5) session.join(executor(9999));
      },
    });
    const watch = watchExecutors({ client: watched.client, throttle, pollInterval }, { SessionId });
    for await (const change of watch) if (change.executor.ExecutorId === "executor-9999") break;
    return watched;
  }

  it("are one for 10 live executors before 5 000 ended ones", async () => {
    const { polls } = await pollsOf(new LivingSession([...executors(5010, 5001), ...ended(5000, 1)]));
    expect(polls[0]).toHaveLength(51);
    expect(polls.slice(1)).toEqual(Array(4).fill(["list"]));
  });

  it("are two if the live coordinator is the oldest executor", async () => {
    const { polls } = await pollsOf(new LivingSession([...executors(5010, 5001), ...ended(5000, 2), executor(1)]));
    expect(polls.slice(1)).toEqual(Array(4).fill(["list", "REGISTERED"]));
  });

  it.each<ExecutorState>(["TERMINATING", "CREATED", "CREATING"])(
    "are few if the oldest executor stays %s",
    async (state) => {
      const session = new LivingSession([...executors(510, 501), ...ended(500, 2), executor(1, state)]);
      const { polls } = await pollsOf(session);
      const calls = state === "TERMINATING" ? ["list", state] : ["list", "REGISTERED", state];
      expect(polls.slice(1)).toEqual(Array(4).fill(calls));
    },
  );

  it("read only as many registered executors as needed", async () => {
    const session = new LivingSession([...ended(60, 31), ...executors(30, 1)]);
    const { polls } = await pollsOf(session, { pageSize: 10 });
    expect(polls[1]).toEqual(["list", "REGISTERED", "REGISTERED 10-0", "REGISTERED 20-0"]);
  });

  it("do not follow a token if no executor is missing", async () => {
    const session = new LivingSession([...executors(330, 321), ...ended(320, 2), executor(1)]);
    const found = { ExecutorsSummary: [executor(1)], NextToken: "more" };
    const { polls } = await pollsOf(session, { instead: ({ call }) => (call === "REGISTERED" ? found : undefined) });
    expect(polls.slice(1)).toEqual(Array(4).fill(["list", "REGISTERED"]));
  });

  it("search once for a coordinator that is no longer registered", async () => {
    const session = new LivingSession([...executors(330, 321), ...ended(320, 2), executor(1)]);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 3) session.become("TERMINATED", 1);
        if (poll === 5) session.join(executor(331));
      },
    });
    expect((await follow(watched, 332)).slice(330)).toEqual(["1 REGISTERED>TERMINATED", "+331 REGISTERED"]);
    expect(watched.polls.slice(1)).toEqual([
      ["list", "REGISTERED"],
      ["list", "REGISTERED", "list 100-0", "list 200-0", "list 300-0"],
      ["list"],
      ["list"],
    ]);
  });

  it("end a search when the missing executor is found", async () => {
    const session = new LivingSession([...executors(330, 321), ...ended(320, 151), executor(150), ...ended(149, 1)]);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.become("FAILED", 150);
      },
    });
    await follow(watched, 331);
    expect(watched.polls[1]).toEqual(["list", "REGISTERED", "list 100-0"]);
  });

  it("search once for an executor that is no longer listed", async () => {
    const session = new LivingSession([...executors(230, 221), ...ended(220, 2), executor(1)]);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.change((all) => all.slice(0, -1));
        // The known executor is listed again.
        if (poll === 4) session.join(executor(1, "TERMINATED"));
        if (poll === 5) session.join(executor(231));
        if (poll === 6) session.change((all) => [...all.slice(-1), ...all.slice(0, -1)]);
      },
    });
    expect((await follow(watched, 232)).slice(230)).toEqual(["+231 REGISTERED", "1 REGISTERED>TERMINATED"]);
    expect(watched.polls.slice(1)).toEqual([
      ["list", "REGISTERED", "list 100-0", "list 200-0"],
      ["list"],
      ["list"],
      ["list"],
      ["list"],
    ]);
  });

  it("are one if all executors fit on a page, even with missing ones", async () => {
    const session = new LivingSession(executors(3));
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.change(([newest, , oldest]) => [newest, oldest].filter((one) => one !== undefined));
        if (poll === 3) session.join(executor(4));
      },
    });
    expect((await follow(watched, 4)).at(-1)).toBe("+4 REGISTERED");
    expect(watched.polls).toEqual(Array(3).fill(["list"]));
  });

  it("revive no executor if the service's filter is stale", async () => {
    const session = new LivingSession([...executors(110, 102), ...ended(101, 2), executor(1)]);
    const registered = session.answer({ SessionId, ExecutorStateFilter: "REGISTERED" }).body;
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.become("TERMINATED", 105, 106);
        if (poll === 4) session.become("REGISTERED", 106);
        if (poll === 5) session.join(executor(111));
      },
      instead: ({ call }) => (call === "REGISTERED" ? registered : undefined),
    });
    expect((await follow(watched, 114)).slice(110)).toEqual([
      "105 REGISTERED>TERMINATED",
      "106 REGISTERED>TERMINATED",
      "106 TERMINATED>REGISTERED",
      "+111 REGISTERED",
    ]);
  });

  it("use the answer of a service that does not filter", async () => {
    const session = new LivingSession([...executors(330, 321), ...ended(320, 2), executor(1)]);
    const watched = await servedSession(session, {
      instead: ({ call, poll }) => {
        if (call === "REGISTERED" && poll === 2) session.become("TERMINATING", 330);
        return call.startsWith("REGISTERED") ? session.answer({ SessionId }).body : undefined;
      },
    });
    expect((await follow(watched, 331)).slice(330)).toEqual(["330 REGISTERED>TERMINATING"]);
    expect(watched.polls[1]).toEqual(["list", "REGISTERED", "list 100-0", "list 200-0", "list 300-0"]);
  });

  it("have only a session and a page size", async () => {
    const session = new LivingSession([...ended(9, 2), executor(1)]);
    const { client, requests } = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.join(executor(10));
      },
    });
    await take(watchExecutors({ client, throttle, pollInterval, pageSize: 5 }, { SessionId }), 10);
    expect(requests.map(({ input }) => input)).toEqual([
      { SessionId, MaxResults: 5 },
      { SessionId, MaxResults: 5, NextToken: "5-0" },
      { SessionId, MaxResults: 5 },
      { SessionId, MaxResults: 5, ExecutorStateFilter: "REGISTERED" },
    ]);
  });

  it("are reported with the changes of each page, and totals", async () => {
    const session = new LivingSession([...ended(8, 2), executor(1)]);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.join(executor(9));
      },
    });
    const events: PaginationEvent[] = [];
    await follow(watched, 9, { pageSize: 5, onEvent: (event: PaginationEvent) => events.push(event) });
    expect(events.filter(({ type }) => type !== "request")).toEqual([
      { type: "page", page: 1, items: 5, yielded: 5 },
      { type: "page", page: 2, items: 3, yielded: 3 },
      { type: "page", page: 3, items: 5, yielded: 1 },
      { type: "page", page: 4, items: 2, yielded: 0 },
      {
        type: "end",
        reason: "left",
        totals: { pages: 4, requests: 4, retries: 0, seen: 15, yielded: 9, duplicates: 0, skipped: 0, waited: 0 },
      },
    ]);
  });
});

it("Executors that a watch has forgotten do not join again", async () => {
  const session = new LivingSession([executor(20_002), ...ended(20_001, 1)]);
  const watched = await servedSession(session, {
    pageSize: 10_000,
    state: () => "TERMINATED",
    onPoll: (poll) => {
      if (poll === 2) session.become("FAILED", 1, 10_001, 10_002, 20_002);
    },
  });
  const watch = watchExecutors({ client: watched.client, throttle, pollInterval }, { SessionId });
  const changes = (await collect(watch)).map(brief);
  expect(changes.slice(20_002)).toEqual(["20002 REGISTERED>FAILED", "10002 TERMINATED>FAILED"]);
  expect(watched.polls.map(({ length }) => length)).toEqual([3, 2, 3]);
});

it("Each iteration is a new watch", async () => {
  const { client } = await servedSession(new LivingSession(executors(2)));
  const watch: AsyncIterable<ExecutorChange> = watchExecutors({ client, throttle }, { SessionId });
  expect((await take(watch, 2)).map(({ initial }) => initial)).toEqual([true, true]);
  expect((await take(watch, 2)).map(({ initial }) => initial)).toEqual([true, true]);
});

describe("A watch is not misled", () => {
  it("by an answer without executors", async () => {
    const session = new LivingSession([...ended(160, 41), ...executors(3, 1)]);
    const watched = await servedSession(session, {
      instead: ({ call, poll }) => (call === "list" && poll === 2 ? { SessionId: "session" } : undefined),
      onPoll: (poll) => {
        if (poll === 4) session.become("FAILED", 1, 2, 3);
      },
    });
    const changes = await follow(watched, 126);
    expect(changes.slice(-3)).toEqual(["1 REGISTERED>FAILED", "2 REGISTERED>FAILED", "3 REGISTERED>FAILED"]);
  });

  it("by an executor without start time before new ones", async () => {
    const first: ExecutorSummary = { ExecutorId: "executor-1000", ExecutorState: "FAILED" };
    const session = new LivingSession([first, ...ended(3, 1)]);
    const watched = await servedSession(session, {
      onPoll: (poll) => {
        if (poll === 2) session.change((all) => [first, ...executors(253, 4), ...all.slice(1)]);
      },
    });
    const changes = await follow(watched, 254);
    expect(new Set(changes.slice(4))).toEqual(
      new Set(numbers(executors(253, 4)).map((number) => `+${number} REGISTERED`)),
    );
  });
});
