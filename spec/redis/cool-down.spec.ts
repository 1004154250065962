import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { listExecutors, type PaginationEvent } from "../../lib/index.js";
import { redisThrottle, type RedisThrottleOptions } from "../../lib/redis/index.js";
import { until } from "../support/waiting.js";
import { foreignService, throttled } from "../support/foreign-service.js";
import { clients, ioredis } from "../support/redis-clients.js";
import { describeWithRedis, sharedQuota } from "../support/shared-redis.js";

const SessionId = "session";

describeWithRedis("A cool-down", (server) => {
  interface WatchedQuota {
    readonly make: () => RedisThrottleOptions;
    /** Resolves when Redis has stored a cool-down. */
    readonly isHeld: () => Promise<void>;
  }

  function watchedQuota(limit: number): WatchedQuota {
    const redis = ioredis(server().port);
    const key = randomUUID();
    const isHeld = (): Promise<void> =>
      until(async () => {
        expect(Number(await redis.hget(`athena-executors:${key}`, "held"))).toBeGreaterThan(0);
      });
    return { make: sharedQuota(server(), { limit, interval: 1000, key }), isHeld };
  }

  it.each([60, 250, 1100])("of %i ms in one process delays calls in all processes", async (ms) => {
    const { make, isHeld } = watchedQuota(50);
    const throttles = [redisThrottle(make()), redisThrottle(make()), redisThrottle(make())] as const;
    await Promise.all(throttles.map((throttle) => throttle.acquire()));
    const start = performance.now();
    throttles[0].coolDown(ms, -Infinity);
    await isHeld();
    const grants = await Promise.all(throttles.map((throttle) => throttle.acquire()));
    for (const grant of grants) expect(Number(grant) - start).toBeGreaterThanOrEqual(ms);
  });

  it.each(clients)("is sent and received by %s", async (_name, client) => {
    const { make, isHeld } = watchedQuota(50);
    const [one, other] = [1, 2].map(() => redisThrottle({ ...make(), redis: client(server().port) }));
    const start = performance.now();
    one?.coolDown(150, -Infinity);
    await isHeld();
    expect(Number(await other?.acquire()) - start).toBeGreaterThanOrEqual(150);
  });

  it("delays callers that already have a place in the line", async () => {
    const { make } = watchedQuota(5);
    const [one, other] = [redisThrottle(make()), redisThrottle(make())];
    await one.acquire();
    const start = performance.now();
    const waiting = other.acquire(); // Its turn comes after 200 ms.
    one.coolDown(600, -Infinity);
    expect(Number(await waiting) - start).toBeGreaterThanOrEqual(600);
  });

  it.each([
    { limit: 2, interval: 1000, processes: 4, ms: 1200 },
    { limit: 4, interval: 6000, processes: 3, ms: 2000 },
  ])("of $ms ms delays all $processes callers in line at $limit calls in $interval ms", async (quota) => {
    const { limit, interval, processes, ms } = quota;
    const options = sharedQuota(server(), { limit, interval });
    const [one, ...others] = Array.from({ length: processes }, () => redisThrottle(options()));
    const redis = ioredis(server().port);
    const key = `athena-executors:${options().key}`;
    await one?.acquire();
    const first = Number(await redis.hget(key, "free"));
    const waiting = others.map((other) => other.acquire());
    // Wait until each caller has its place.
    await until(async () => {
      const taken = (Number(await redis.hget(key, "free")) - first) / 1000 / (interval / limit);
      expect(taken).toBeGreaterThanOrEqual(processes - 1);
    });
    const start = performance.now();
    one?.coolDown(ms, -Infinity);
    const waits = (await Promise.all(waiting)).map((grant) => Number(grant) - start);
    // On a slow machine, some turns may come before the cool-down.
    const held = waits.filter((wait) => wait > 0);
    expect(held.length).toBeGreaterThan(0);
    for (const wait of held) expect(wait).toBeGreaterThanOrEqual(ms);
  });

  it("does not shorten a longer one", async () => {
    const { make, isHeld } = watchedQuota(50);
    const [one, other, third] = [redisThrottle(make()), redisThrottle(make()), redisThrottle(make())];
    const start = performance.now();
    one.coolDown(1300);
    await isHeld();
    other.coolDown(100);
    other.coolDown(0);
    expect(Number(await third.acquire()) - start).toBeGreaterThanOrEqual(1300);
  });

  it("causes a wait event in a listing of another process", async () => {
    const { make, isHeld } = watchedQuota(50);
    redisThrottle(make()).coolDown(1050);
    await isHeld();
    const { client } = await foreignService(() => ({ SessionId, ExecutorsSummary: [] }));
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    await listExecutors({ client, throttle: redisThrottle(make()), onEvent }, { SessionId }).toArray();
    expect(events.filter(({ type }) => type === "wait")).toEqual([
      { type: "wait", reason: "cool-down", delay: expect.any(Number) as number },
    ]);
  });

  it("begins in every process after a throttle answer", async () => {
    const { make, isHeld } = watchedQuota(50);
    const service = await foreignService((_request, number) =>
      number === 1 ? throttled({ "retry-after": "1" }) : { SessionId, ExecutorsSummary: [{ ExecutorId: "one" }] },
    );
    const list = (): Promise<unknown[]> =>
      listExecutors({ client: service.client, throttle: redisThrottle(make()) }, { SessionId }).toArray();
    const first = list();
    await isHeld();
    expect(await Promise.all([first, list(), list()])).toEqual([1, 2, 3].map(() => [{ ExecutorId: "one" }]));
    const [start = NaN, ...later] = service.requests.map(({ at }) => at);
    expect(later).toHaveLength(3);
    for (const at of later) expect(at - start).toBeGreaterThanOrEqual(1000);
  });

  it("lowers the rate only after a throttle answer to a recent call", async () => {
    const redis = ioredis(server().port);
    const interval = 10_000;
    const taken = async (grantedAt: number): Promise<number> => {
      const key = randomUUID();
      const throttle = redisThrottle({ redis, key, limit: 100, interval });
      await throttle.acquire();
      const first = Number(await redis.hget(`athena-executors:${key}`, "free"));
      throttle.coolDown(0, grantedAt);
      await throttle.acquire();
      return (Number(await redis.hget(`athena-executors:${key}`, "free")) - first) / 1000 / (interval / 100);
    };
    const [same, lowered] = await Promise.all([taken(-Infinity), taken(Infinity)]);
    // On a slow machine, a late turn counts from the time at which it is used.
    expect(same).toBeGreaterThanOrEqual(1);
    // At 0.95 × 0.7 of the rate, a call counts as 1.5 calls.
    expect(lowered).toBeGreaterThanOrEqual(1.5);
  });
});
