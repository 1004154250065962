import { InvalidRequestException, ResourceNotFoundException } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import {
  listExecutors,
  type ExecutorSummary,
  type ListExecutorsConfig,
  type ListExecutorsInput,
  type PaginationEvent,
} from "../../lib/index.js";
import { collect, executor, executors, numbers } from "../support/executors.js";
import type { ForeignService } from "../support/foreign-service.js";
import { untilFailure } from "../support/iterating.js";
import {
  LivingSession,
  refusal,
  servedSession,
  type SessionAnswer,
  type SessionRequest,
} from "../support/living-session.js";
import { nextTurn } from "../support/waiting.js";

const input: ListExecutorsInput = { SessionId: "session" };
const throttle = false;

interface Observed {
  readonly living: LivingSession;
  readonly requests: ForeignService["requests"];
  readonly list: (config?: Partial<ListExecutorsConfig>, of?: ListExecutorsInput) => ReturnType<typeof listExecutors>;
  readonly events: readonly PaginationEvent[];
  readonly of: (type: PaginationEvent["type"]) => readonly PaginationEvent[];
}

async function observed(
  list: readonly ExecutorSummary[],
  instead: (living: LivingSession, request: SessionRequest, number: number) => SessionAnswer | undefined | void,
): Promise<Observed> {
  const living = new LivingSession(list);
  const { client, requests } = await servedSession(living, {
    instead: (request) => instead(living, request, request.number),
  });
  const events: PaginationEvent[] = [];
  const onEvent = (event: PaginationEvent): number => events.push(event);
  return {
    living,
    requests,
    events,
    of: (type) => events.filter((event) => event.type === type),
    list: (config, of = input) => listExecutors({ client, throttle, pageSize: 10, onEvent, ...config }, of),
  };
}

describe("A token that has expired", () => {
  it.each([2, 3, 4, 5])("at request %i restarts the listing, which completes", async (expiresAt) => {
    const { list, requests, of } = await observed(executors(45), (living, _request, number) => {
      if (number === expiresAt) living.expireTokens();
    });
    expect(numbers(await collect(list()))).toEqual(numbers(executors(45)));
    expect(of("restart")).toEqual([{ type: "restart", error: expect.any(InvalidRequestException) as Error }]);
    const { SessionId } = input;
    const page = (offset: number): object => ({
      SessionId,
      MaxResults: 10,
      ...(offset > 0 && { NextToken: `${offset}-0` }),
    });
    expect(requests.map((request) => request.input)).toEqual([
      ...Array.from({ length: expiresAt }, (_, index) => page(10 * index)),
      { SessionId, MaxResults: 100 },
    ]);
    expect(of("end")).toMatchObject([{ reason: "complete", totals: { yielded: 45, pages: expiresAt } }]);
  });

  it("causes any number of restarts if each reads new executors", async () => {
    const { list, requests, of } = await observed(executors(190), (living, _request, number) => {
      if (number % 3 === 0) living.expireTokens();
    });
    expect(numbers(await collect(list()))).toEqual(numbers(executors(190)));
    expect(of("restart").length).toBeGreaterThan(1);
    expect(of("duplicate")).toEqual([]);
    expect(requests.length).toBeLessThan(20);
  });

  it("causes pages of 100 up to the resume point", async () => {
    const { list, requests } = await observed(executors(340), (living, _request, number) => {
      if (number === 23) living.expireTokens();
    });
    expect(numbers(await collect(list()))).toEqual(numbers(executors(340)));
    const sizes = requests.slice(22).map((request) => [request.input.NextToken, request.input.MaxResults]);
    expect(sizes).toEqual([
      ["220-0", 10],
      [undefined, 100],
      ["100-1", 100],
      ["200-1", 100],
      ["300-1", 10],
      ["310-1", 10],
      ["320-1", 10],
      ["330-1", 10],
    ]);
  });

  it("causes pages of 100 up to the resume point under maxItems too", async () => {
    const { list, requests } = await observed(executors(45), (living, _request, number) => {
      if (number === 2) living.expireTokens();
    });
    expect(numbers(await collect(list({ maxItems: 12 })))).toEqual(numbers(executors(45, 34)));
    expect(requests.map((request) => request.input.MaxResults)).toEqual([10, 2, 100]);
  });

  it("does not add executors that joined since, even many", async () => {
    const { list } = await observed(executors(45), (living, _request, number) => {
      if (number !== 3) return;
      living.expireTokens();
      living.join(...executors(1250, 1001));
    });
    expect(numbers(await collect(list()))).toEqual(numbers(executors(45)));
  });

  it.each([1, 2, 3, 4, 10])("loses no later executor out of order, place %i of its page", async (place) => {
    const list = executors(250);
    list.splice(199 + place, 0, executor(1000));
    const { list: restarted, of } = await observed(list, (living, _request, number) => {
      if (number === 2) living.expireTokens();
    });
    const all = await collect(restarted({ pageSize: 100 }));
    expect(numbers(all)).toEqual(numbers(list));
    expect(of("restart")).toHaveLength(1);
    expect(of("disorder")).toEqual([{ type: "disorder", executorId: "executor-1000" }]);
  });

  it("allows resuming among tied executors in another order", async () => {
    const ties = executors(90).map((one) => ({ ...one, StartDateTime: 1_700_000_000 }));
    const { list } = await observed(ties, (living, _request, number) => {
      if (number !== 5) return;
      living.expireTokens();
      living.change((all) => [...all].reverse());
    });
    const listed = numbers(await collect(list()));
    expect(listed.slice(0, 40)).toEqual(numbers(executors(90, 51)));
    expect(listed.slice(40)).toEqual(numbers(executors(50)).reverse());
  });

  it.each([undefined, 1_700_000_000])(
    "allows resuming among over a hundred ties, start time %j",
    async (StartDateTime) => {
      const start = StartDateTime === undefined ? {} : { StartDateTime };
      const ties = executors(350).map(({ ExecutorId }) => ({ ExecutorId, ...start }));
      const { list, of } = await observed(ties, (living, _request, number) => {
        if (number !== 26) return;
        living.expireTokens();
        living.change((all) => all.filter(({ ExecutorId }) => ExecutorId !== "executor-101"));
      });
      expect(numbers(await collect(list()))).toEqual(numbers(executors(350)));
      expect(of("duplicate")).toEqual([]);
    },
  );

  it("restarts the listing under either filter", async () => {
    const mixed = executors(45).map((one, index) =>
      index % 3 === 0 ? { ...one, ExecutorState: "FAILED" as const } : one,
    );
    for (const ExecutorStateFilter of ["FAILED", ["FAILED"]] as const) {
      const { list, of } = await observed(mixed, (living, _request, number) => {
        if (number === 2) living.expireTokens();
      });
      const listed = await collect(list({}, { ...input, ExecutorStateFilter }));
      expect(listed).toEqual(mixed.filter(({ ExecutorState }) => ExecutorState === "FAILED"));
      expect(of("restart")).toHaveLength(1);
    }
  });

  it("restarts the listing in every view", async () => {
    const expiring = (): Promise<Observed> =>
      observed(executors(45), (living, _request, number) => {
        if (number === 3) living.expireTokens();
      });
    const pages = await collect((await expiring()).list().pages());
    expect(pages.map((page) => page.ExecutorsSummary.length)).toEqual([10, 10, 25]);
    expect(numbers(pages.flatMap((page) => page.ExecutorsSummary))).toEqual(numbers(executors(45)));
    expect(numbers(await (await expiring()).list().toArray())).toEqual(numbers(executors(45)));
    const withCursors = await collect((await expiring()).list().withCursors());
    expect(numbers(withCursors.map((one) => one.executor))).toEqual(numbers(executors(45)));
    const { list } = await observed(executors(45), () => undefined);
    for (const [index, { cursor }] of withCursors.entries()) {
      if (index < 20 && index % 10 !== 9) continue;
      const resumed = list({ cursor });
      expect(numbers(await collect(resumed)), `after ${index + 1}`).toEqual(numbers(executors(44 - index)));
    }
  });

  it("resumes after all pages read so far, also undelivered ones", async () => {
    const { list, events } = await observed(executors(45), (living, _request, number) => {
      if (number === 4) living.expireTokens();
    });
    const seen: number[] = [];
    for await (const one of list({ prefetch: 3 })) {
      seen.push(...numbers([one]));
      while (seen.length === 5 && !events.some(({ type }) => type === "restart")) await nextTurn();
    }
    expect(seen).toEqual(numbers(executors(45)));
    expect(events.filter(({ type }) => type === "duplicate")).toEqual([]);
  });

  it("does not make the repeated tokens after a restart an error", async () => {
    const refused = new Set<string>();
    const { list, of } = await observed(executors(245), (_living, { input: { NextToken } }) => {
      if (NextToken === undefined || NextToken === "100-0" || refused.has(NextToken)) return undefined;
      refused.add(NextToken);
      return refusal();
    });
    expect(numbers(await collect(list({ pageSize: 100 })))).toEqual(numbers(executors(245)));
    expect(of("restart")).toHaveLength(1);
    const again = await observed(executors(45), (_living, { input: { NextToken } }, number) =>
      number === 4 && NextToken !== undefined ? refusal() : undefined,
    );
    const pageSize = 100;
    expect(numbers(await collect(again.list({ pageSize })))).toEqual(numbers(executors(45)));
  });

  it("rejects with the service's error if the session is gone", async () => {
    const { list, requests } = await observed(executors(45), (living, _request, number) => {
      if (number === 2) living.expireTokens();
      const body = { __type: "ResourceNotFoundException", Message: "gone" };
      return number === 3 ? { status: 400, body } : undefined;
    });
    const { values, error } = await untilFailure(list());
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(values).toHaveLength(10);
    expect(requests).toHaveLength(3);
  });
});

describe("A token that expires before the first executor", () => {
  it("restarts the listing, which completes", async () => {
    const { list, requests } = await observed(executors(3), (_living, { input: { NextToken } }, number) => {
      if (number === 1) return { status: 200, body: { ExecutorsSummary: [], NextToken: "t" } };
      return NextToken === "t" ? refusal() : undefined;
    });
    expect(numbers(await collect(list()))).toEqual([3, 2, 1]);
    expect(requests.map((request) => request.input.NextToken)).toEqual([undefined, "t", undefined]);
  });
});

describe("A token that is always refused", () => {
  const refusing = (list: readonly ExecutorSummary[]): Promise<Observed> =>
    observed(list, (_living, { input: { NextToken } }) => (NextToken === undefined ? undefined : refusal()));

  it("causes the service's error after the first page of a restart", async () => {
    const { list, requests, of } = await refusing(executors(450));
    const { values, error } = await untilFailure(list());
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(numbers(values)).toEqual(numbers(executors(450, 351)));
    expect(requests.map((request) => request.input.NextToken)).toEqual([
      undefined,
      "10-0",
      undefined,
      "100-0",
      undefined,
      "100-0",
    ]);
    expect(of("restart")).toHaveLength(2);
    expect(of("end")).toMatchObject([{ reason: "failed" }]);
  });

  it("causes an error after a restart without new executors", async () => {
    const { list, requests } = await refusing(executors(450));
    const { values, error } = await untilFailure(list({ pageSize: 100 }));
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(values).toHaveLength(100);
    expect(requests).toHaveLength(4);
  });

  it("causes an error after one restart of a resumed listing", async () => {
    const { list, requests } = await refusing(executors(450));
    const pages: string[] = [];
    const { error } = await untilFailure(
      (async function* () {
        for await (const page of list({ pageSize: 100 }).pages()) yield pages.push(page.cursor);
      })(),
    );
    expect(error).toBeInstanceOf(InvalidRequestException);
    const sent = requests.length;
    const again = await untilFailure(list({ cursor: pages.at(-1) }));
    expect(again.error).toBeInstanceOf(InvalidRequestException);
    expect(again.values).toEqual([]);
    expect(requests.length - sent).toBeLessThanOrEqual(4);
  });

  it("causes an error although executors join between restarts", async () => {
    const { list, requests } = await observed(executors(450), (living, { input: { NextToken } }, number) => {
      living.join(executor(1000 + number));
      return NextToken === undefined ? undefined : refusal();
    });
    const { values, error } = await untilFailure(list({ pageSize: 100 }));
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect([values.length, requests.length]).toEqual([100, 4]);
  });

  it("causes an error after one restart if no executor was read", async () => {
    const { list, requests } = await observed([], (_living, { input: { NextToken } }) =>
      NextToken === undefined ? { status: 200, body: { ExecutorsSummary: [], NextToken: "t" } } : refusal(),
    );
    const { error } = await untilFailure(list());
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(requests).toHaveLength(4);
  });

  it("causes an error without a restart if it follows a startingToken", async () => {
    const { list, requests } = await observed([], (_living, { input: { NextToken } }) =>
      NextToken === "start" ? { status: 200, body: { ExecutorsSummary: [], NextToken: "t" } } : refusal(),
    );
    const { error } = await untilFailure(list({ startingToken: "start" }));
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(requests).toHaveLength(2);
  });

  it("causes an error without a restart if it is the startingToken", async () => {
    const { list, requests, of } = await refusing(executors(45));
    const { values, error } = await untilFailure(list({ startingToken: "10-0" }));
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect([values.length, requests.length, of("restart").length]).toEqual([0, 1, 0]);
  });
});

describe("No restart", () => {
  it("follows an InvalidRequestException for the first page", async () => {
    const { list, requests } = await observed(executors(45), () => refusal());
    const { error } = await untilFailure(list());
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(requests).toHaveLength(1);
  });

  it.each(["ResourceNotFoundException", "AccessDeniedException"])("follows a %s", async (name) => {
    const { list, requests } = await observed(executors(45), (_living, _request, number) =>
      number === 2 ? { status: 400, body: { __type: name, Message: "no" } } : undefined,
    );
    const { values, error } = await untilFailure(list());
    expect(error).toMatchObject({ name });
    expect([values.length, requests.length]).toEqual([10, 2]);
  });

  it("follows a rejection that is not an error", async () => {
    let sent = 0;
    const refused: unknown = { name: "InvalidRequestException" };
    const send = async (): Promise<unknown> => {
      await Promise.resolve();
      sent += 1;
      if (sent > 1) throw refused;
      return { ExecutorsSummary: [executor(1)], NextToken: "t" };
    };
    const { error } = await untilFailure(listExecutors({ client: { send }, throttle }, input));
    expect(error).toEqual({ name: "InvalidRequestException" });
    expect(sent).toBe(2);
  });
});

describe("A restart after a startingToken", () => {
  const startless = (...ids: string[]): ExecutorSummary[] => ids.map((ExecutorId) => ({ ExecutorId }));

  it("yields no executors from before the token", async () => {
    const { list, of } = await observed(executors(45), (living, _request, number) => {
      if (number === 2) living.expireTokens();
    });
    expect(numbers(await collect(list({ startingToken: "20-0" })))).toEqual(numbers(executors(25)));
    expect(of("restart")).toHaveLength(1);
  });

  it("neither repeats nor loses executors without start time", async () => {
    const all = [...startless("a", "b"), ...executors(45, 21), ...startless("c"), ...executors(20)];
    const { list, of } = await observed(all, (living, _request, number) => {
      if (number === 2) living.expireTokens();
    });
    expect(await collect(list({ startingToken: "10-0" }))).toEqual(all.slice(10));
    expect(of("restart")).toHaveLength(1);
  });

  it.each([
    ["before an executor with a start time was read", startless("a", "b", "c", "d")],
    ["out of order", [5, 2, 4, 3, 1].map((number) => executor(number))],
  ])("does not happen if the skipped executors are unknown: %s", async (_what, all) => {
    const { list, of } = await observed(all, (living, _request, number) => {
      if (number === 3) living.expireTokens();
    });
    const { values, error } = await untilFailure(list({ startingToken: "1-0", pageSize: 1 }));
    expect(error).toBeInstanceOf(InvalidRequestException);
    expect(values).toEqual(all.slice(1, 3));
    expect(of("restart")).toEqual([]);
  });
});

describe("Executors without start time across a restart", () => {
  /** Creates executors: `a` has no start time, `7` has the id e7 and the start time 7, `a9` is `a` with the time 9. */
  const parse = (names: string): ExecutorSummary[] =>
    names.split(" ").map((name) => {
      const [, ExecutorId = "", start] = /^([a-z]*)(\d*)$/.exec(name) ?? [];
      return start === "" ? { ExecutorId } : { ...executor(Number(start)), ExecutorId: ExecutorId || `e${start}` };
    });
  const ids = (all: readonly ExecutorSummary[]): string => all.map(({ ExecutorId }) => ExecutorId).join(" ");

  const cases: readonly [what: string, before: string, read: number, after: string, expected: string][] = [
    ["all get one", "a b 5 4", 1, "b9 a8 5 4", "a b e5 e4"],
    ["all get one in another order", "a b 5 4", 1, "a9 b8 5 4", "a b e5 e4"],
    ["get one while others join", "a b 5 4", 1, "12 b9 11 a8 10 5 4", "a e12 b e11 e10 e5 e4"],
    ["get one that is older than all others", "a b 5 4", 1, "b 5 4 a3", "a b e5 e4"],
    ["get none while others join", "a b 5 4", 1, "c a b 9 5 4", "a c b e9 e5 e4"],
    ["keep their places", "9 a 8 b 7", 3, "9 a 8 b 7", "e9 a e8 b e7"],
    ["keep their places and get newer ones", "9 a 8 b 7", 3, "9 a20 8 b21 7", "e9 a e8 b e7"],
    ["were all read before", "a b 5 4", 3, "a9 b8 5 4", "a b e5 e4"],
    ["join after others were read", "a 5 4", 2, "c a 5 4", "a e5 c e4"],
  ];

  it.each(cases)("are yielded once each if they %s", async (_what, before, read, after, expected) => {
    const { list, of } = await observed(parse(before), (living, _request, number) => {
      if (number !== read + 1) return;
      living.expireTokens();
      living.change(() => parse(after));
    });
    expect(ids(await collect(list({ pageSize: 1, prefetch: 0 })))).toBe(expected);
    expect(of("restart")).toHaveLength(1);
  });

  it.each(cases)("are yielded once each after a cursor if they %s", async (_what, before, read, after, expected) => {
    const { list, living } = await observed(parse(before), () => undefined);
    const head = (await collect(list().withCursors())).slice(0, read);
    living.change(() => parse(after));
    const rest = await collect(list({ cursor: head.at(-1)?.cursor }));
    expect(`${ids(head.map((one) => one.executor))} ${ids(rest)}`).toBe(expected);
  });
});

describe("An abort whose reason looks like a refused token", () => {
  it.each([0, 2])("causes no restart, with a prefetch of %i", async (prefetch) => {
    const reason = new InvalidRequestException({ message: "enough", $metadata: {} });
    const controller = new AbortController();
    const { list, of, requests } = await observed(executors(45), (_living, _request, number) => {
      if (number === 2) controller.abort(reason);
    });
    const { error } = await untilFailure(list({ prefetch, abortSignal: controller.signal }));
    expect(error).toBe(reason);
    expect(of("restart")).toEqual([]);
    expect(of("end")).toMatchObject([{ reason: "aborted" }]);
    expect(requests).toHaveLength(2);
  });
});

describe("An error of another copy of the SDK", () => {
  it("is recognized by its name", async () => {
    const { list, of } = await observed(executors(45), (_living, _request, number) =>
      number === 2 ? refusal() : undefined,
    );
    expect(await collect(list())).toHaveLength(45);
    const answers = [
      { ExecutorsSummary: executors(3, 2), NextToken: "t" },
      Object.assign(new Error("text that nobody reads"), { name: "InvalidRequestException" }),
      { ExecutorsSummary: executors(3) },
    ];
    const send = (): Promise<unknown> => {
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    expect(numbers(await collect(listExecutors({ client: { send }, throttle }, input)))).toEqual([3, 2, 1]);
    expect(of("restart")).toHaveLength(1);
  });
});
