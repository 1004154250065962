import type { AthenaClient } from "@aws-sdk/client-athena";
import { describe, expect, it, vi } from "vitest";
import { createThrottle, listExecutors, type ListExecutorsConfig, type PaginationEvent } from "../../lib/index.js";
import { fakeTime, type FakeTime } from "../support/fake-time.js";
import { failure, foreignService, throttled, type Answer, type ForeignService } from "../support/foreign-service.js";

const SessionId = "session";

interface TimedService extends ForeignService {
  readonly time: FakeTime;
  /** Arrival times of the requests, in ms since the first. */
  readonly times: () => number[];
}

/** Starts a service with real sockets under fake time. */
async function timedService(answer: (number: number) => Answer): Promise<TimedService> {
  const service = await foreignService((_request, number) =>
    number === 1 ? { SessionId: "session" } : answer(number - 1),
  );
  const inFlight = countInFlight(service.client);
  // A client reads files in real time before its first request.
  await listExecutors({ client: service.client, throttle: false }, { SessionId }).toArray();
  const time = fakeTime(() => inFlight() > 0);
  const times = (): number[] => {
    const [first = 0, ...others] = service.requests.slice(1).map(({ at }) => at);
    return [0, ...others.map((at) => Math.round(at - first))];
  };
  return { ...service, time, times };
}

function countInFlight(client: AthenaClient): () => number {
  let inFlight = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      inFlight += 1;
      try {
        return await next(args);
      } finally {
        inFlight -= 1;
      }
    },
    { step: "deserialize", priority: "low" },
  );
  return () => inFlight;
}

describe("A Retry-After of 2 s for one of ten listings that share a throttle", () => {
  const throttles: readonly [name: string, throttle: () => ListExecutorsConfig["throttle"]][] = [
    ["the default throttle", () => undefined],
    ["a throttle given by numbers", () => ({ limit: 100, interval: 1000 })],
    ["a given throttle", () => createThrottle({ limit: 100, interval: 1000 })],
  ];

  it.each(throttles)("delays all of them by 2 s: %s", async (_name, throttleOf) => {
    const answers = new Map<number, Answer>([[3, throttled({ "retry-after": "2" })]]);
    const { client, time, times } = await timedService((number) => answers.get(number) ?? { SessionId: "session" });
    const throttle = throttleOf();
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const listings = Array.from({ length: 10 }, () =>
      listExecutors({ client, throttle, onEvent }, { SessionId }).toArray(),
    );
    await time.until(Promise.all(listings));
    const [, , third = NaN, fourth = NaN, ...others] = times();
    expect(others).toHaveLength(7);
    expect(fourth - third).toBeGreaterThanOrEqual(1999);
    expect(fourth - third).toBeLessThan(2100);
    expect(events.filter(({ type }) => type === "retry")).toMatchObject([{ attempt: 1 }]);
    const coolDowns = events.flatMap((event) =>
      event.type === "wait" && event.reason === "cool-down" ? [event.delay] : [],
    );
    // Seven calls were not sent yet. The throttled one waits for its backoff before it queues.
    expect(coolDowns.filter((delay) => delay >= 1700)).toHaveLength(8);
  });

  it("delays all of them after an outage too", async () => {
    const answers = new Map<number, Answer>([[1, failure(503, "<html>", { "retry-after": "2" })]]);
    const { client, time, times } = await timedService((number) => answers.get(number) ?? { SessionId: "session" });
    const throttle = createThrottle({ limit: 100, interval: 1000 });
    const list = (): Promise<unknown> => listExecutors({ client, throttle }, { SessionId }).toArray();
    await time.until(Promise.all([list(), list()]));
    expect(times()[1]).toBeGreaterThanOrEqual(1999);
  });

  it("is required for a delay after an outage", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const answers = new Map<number, Answer>([[1, failure(503, "<html>")]]);
    const { client, time, times } = await timedService((number) => answers.get(number) ?? { SessionId: "session" });
    const throttle = createThrottle({ limit: 100, interval: 1000 });
    const list = (): Promise<unknown> => listExecutors({ client, throttle }, { SessionId }).toArray();
    await time.until(Promise.all([list(), list()]));
    const [, second, third] = times();
    expect(second).toBeLessThan(20);
    expect(third).toBeGreaterThanOrEqual(199);
  });
});

describe("The events of a throttled call", () => {
  it("report waits for the throttle, between attempts and for a cool-down", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const answers = new Map<number, Answer>([[2, throttled({ "retry-after": "3" })]]);
    const { client, time, times } = await timedService((number) => answers.get(number) ?? { SessionId: "session" });
    const throttle = createThrottle({ limit: 1, interval: 1000 });
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    await time.until(listExecutors({ client, throttle }, { SessionId }).toArray());
    await time.until(listExecutors({ client, throttle, onEvent }, { SessionId }).toArray());
    expect(times()).toEqual([0, 1000, 4000]);
    expect(events).toMatchObject([
      { type: "wait", reason: "throttle", delay: 1000 },
      { type: "request", attempt: 1 },
      { type: "retry", attempt: 1, error: { name: "ThrottlingException" } },
      { type: "wait", reason: "backoff", delay: 150 },
      { type: "wait", reason: "cool-down", delay: 2850 },
      { type: "request", attempt: 2 },
      { type: "page" },
      { type: "end", totals: { requests: 2, retries: 1, waited: 4000 } },
    ]);
  });

  it("include no wait if there was none", async () => {
    const { client, time } = await timedService(() => ({ SessionId: "session" }));
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    await time.until(listExecutors({ client, onEvent }, { SessionId }).toArray());
    expect(events.map(({ type }) => type)).toEqual(["request", "page", "end"]);
  });
});

describe("Retries under a throttle", () => {
  it("take a slot each, so that the limit is kept", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { client, time, times } = await timedService((number) =>
      number < 5 ? throttled() : { SessionId: "session" },
    );
    const throttle = createThrottle({ limit: 1, interval: 1000 });
    await time.until(listExecutors({ client, throttle }, { SessionId }).toArray());
    const gaps = times()
      .slice(1)
      .map((at, index) => at - (times()[index] ?? NaN));
    expect(gaps).toHaveLength(4);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(998);
  });

  it("end only when the next delay would exceed maxRetryTime", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { client, time, times } = await timedService(() => throttled());
    const config = { client, throttle: false, retry: { maxRetryTime: 8400 } } as const;
    const outcome = listExecutors(config, { SessionId })
      .toArray()
      .catch((error: unknown) => error);
    expect(await time.until(outcome)).toMatchObject({
      name: "ThrottlingException",
      $metadata: { attempts: 4, totalRetryDelay: 8400 },
    });
    // The pauses of 1, 2 and 4 s, and backoffs of 200, 400 and 800 ms.
    expect(times()).toEqual([0, 1200, 3600, 8400]);
  });
});
