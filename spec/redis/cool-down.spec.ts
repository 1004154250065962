import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { listExecutors, type PaginationEvent } from "../../lib/index.js";
import { redisThrottle, type RedisThrottleOptions } from "../../lib/redis/index.js";
import { paceOf } from "../../lib/redis/pace.js";
import { eventually } from "../support/eventually.js";
import { foreignService, throttled } from "../support/foreign-service.js";
import { clients, ioredis } from "../support/redis-clients.js";
import { describeWithRedis, sharedQuota } from "../support/shared-redis.js";

const SessionId = "session";

describeWithRedis("A cool-down", (server) => {
  interface WatchedQuota {
    readonly make: () => RedisThrottleOptions;
    /** Resolves when its present window in Redis ends later than in so many ms. */
    readonly lastsLonger: (ms: number) => Promise<void>;
  }

  function watchedQuota(limit: number): WatchedQuota {
    const redis = ioredis(server().port);
    const key = randomUUID();
    const lastsLonger = async (ms: number): Promise<void> => {
      const end = performance.now() + ms;
      const lasts = async (): Promise<void> => {
        expect(performance.now() + (await redis.pttl(`athena-executors:${key}`))).toBeGreaterThan(end);
      };
      await eventually(lasts);
    };
    return { make: sharedQuota(server(), { limit, interval: 1000, key }), lastsLonger };
  }

  it.each([60, 250, 1100])("of %i ms in one process holds back all", async (ms) => {
    const { make, lastsLonger } = watchedQuota(50);
    const throttles = [redisThrottle(make()), redisThrottle(make()), redisThrottle(make())] as const;
    await Promise.all(throttles.map((throttle) => throttle.acquire()));
    const start = performance.now();
    throttles[0].coolDown(ms, -Infinity);
    await lastsLonger(1200);
    const grants = await Promise.all(throttles.map((throttle) => throttle.acquire()));
    for (const grant of grants) expect(Number(grant) - start).toBeGreaterThanOrEqual(ms);
  });

  it.each(clients)("is told and heard of by %s", async (_name, client) => {
    const { make, lastsLonger } = watchedQuota(50);
    const [one, other] = [1, 2].map(() => redisThrottle({ ...make(), redis: client(server().port) }));
    const start = performance.now();
    one?.coolDown(150, -Infinity);
    await lastsLonger(1200);
    expect(Number(await other?.acquire()) - start).toBeGreaterThanOrEqual(150);
  });

  it("leaves no more places behind for a burst than any window", async () => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    const throttle = redisThrottle({ redis, key, limit: 50, interval: 1000 });
    throttle.coolDown(50, -Infinity);
    await eventually(async () => {
      expect(await redis.pttl(`athena-executors:${key}`)).toBeGreaterThan(1200);
    });
    // As if nobody had come for almost two seconds: the first places are 1.4 s old.
    await redis.pexpire(`athena-executors:${key}`, 500);
    await throttle.acquire();
    expect(Number(await redis.get(`athena-executors:${key}`))).toBeGreaterThan(-26);
  });

  it("holds back those who have their place already", async () => {
    const { make } = watchedQuota(5);
    const [one, other] = [redisThrottle(make()), redisThrottle(make())];
    await one.acquire();
    const start = performance.now();
    const waiting = other.acquire(); // its turn is after 200 ms
    one.coolDown(600, -Infinity);
    expect(Number(await waiting) - start).toBeGreaterThanOrEqual(600);
  });

  it.each([
    { limit: 2, interval: 1000, processes: 4, ms: 1200 },
    { limit: 4, interval: 6000, processes: 3, ms: 2000 },
  ])("of $ms ms holds back all that stand in line, $processes at $limit calls in $interval ms", async (quota) => {
    const { limit, interval, processes, ms } = quota;
    const options = sharedQuota(server(), { limit, interval });
    const [one, ...others] = Array.from({ length: processes }, () => redisThrottle(options()));
    const redis = ioredis(server().port);
    const key = `athena-executors:${options().key}`;
    await one?.acquire();
    const waiting = others.map((other) => other.acquire());
    await eventually(async () => {
      expect(await redis.get(key)).toBe(String(processes));
    });
    const start = performance.now();
    one?.coolDown(ms, -Infinity);
    const waits = (await Promise.all(waiting)).map((grant) => Number(grant) - start);
    // On a slow machine some may have gone before it.
    const held = waits.filter((wait) => wait > 0);
    expect(held.length).toBeGreaterThan(0);
    for (const wait of held) expect(wait).toBeGreaterThanOrEqual(ms);
  });

  it("that is shorter than another one cuts nothing off it", async () => {
    const { make, lastsLonger } = watchedQuota(50);
    const [one, other, third] = [redisThrottle(make()), redisThrottle(make()), redisThrottle(make())];
    const start = performance.now();
    one.coolDown(1300);
    await lastsLonger(1200);
    other.coolDown(100);
    other.coolDown(0);
    expect(Number(await third.acquire()) - start).toBeGreaterThanOrEqual(1300);
  });

  it("is told to the listings of another process as what it is", async () => {
    const { make, lastsLonger } = watchedQuota(50);
    redisThrottle(make()).coolDown(1050);
    await lastsLonger(1200);
    const { client } = await foreignService(() => ({ SessionId, ExecutorsSummary: [] }));
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    await listExecutors({ client, throttle: redisThrottle(make()), onEvent }, { SessionId }).toArray();
    expect(events.filter(({ type }) => type === "wait")).toEqual([
      { type: "wait", reason: "cool-down", delay: expect.any(Number) as number },
    ]);
  });

  it("follows a throttle answer of the service, for every process", async () => {
    const { make, lastsLonger } = watchedQuota(50);
    const service = await foreignService((_request, number) =>
      number === 1 ? throttled({ "retry-after": "1" }) : { SessionId, ExecutorsSummary: [{ ExecutorId: "one" }] },
    );
    const list = (): Promise<unknown[]> =>
      listExecutors({ client: service.client, throttle: redisThrottle(make()) }, { SessionId }).toArray();
    const first = list();
    await lastsLonger(1200);
    expect(await Promise.all([first, list(), list()])).toEqual([1, 2, 3].map(() => [{ ExecutorId: "one" }]));
    const [start = NaN, ...later] = service.requests.map(({ at }) => at);
    expect(later).toHaveLength(3);
    for (const at of later) expect(at - start).toBeGreaterThanOrEqual(1000);
  });

  it("that is not to be learned from leaves the rate as it was; any other has a call take more places", async () => {
    const redis = ioredis(server().port);
    const rate = { limit: 109, interval: 10_000 };
    const taken = async (grantedAt: number): Promise<number> => {
      const key = randomUUID();
      const throttle = redisThrottle({ redis, key, ...rate });
      throttle.coolDown(0, grantedAt);
      for (let call = 0; call < 3; call += 1) await throttle.acquire();
      return Number(await redis.get(`athena-executors:${key}`));
    };
    // On a machine that stands still for seconds, the window is the same and the rate has hardly grown.
    expect(paceOf(rate).duration).toBe(5);
    // 0.95 × 0.7 of the rate: a call counts for 1.5, and three for four and a half.
    expect(await Promise.all([taken(-Infinity), taken(Infinity)])).toEqual([3, 4]);
  });
});
