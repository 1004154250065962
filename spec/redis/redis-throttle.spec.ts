import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { redisThrottle, type Throttle } from "../../lib/redis/index.js";
import { abortReasons, listenersOn, rejection } from "../support/abort-signals.js";
import { activeTimers } from "../support/active-timers.js";
import { nextTurn, until } from "../support/waiting.js";
import { clients, ioredis } from "../support/redis-clients.js";
import { describeWithRedis, sharedQuota } from "../support/shared-redis.js";
import { startTcpProxy } from "../support/tcp-proxy.js";

interface Grant {
  readonly process: number;
  readonly at: number;
}

/** Makes this many calls with each throttle at once. Returns the sorted times of the grants, in ms from now. */
async function grantsTo(throttles: readonly Throttle[], calls: number): Promise<Grant[]> {
  const start = performance.now();
  const grants: Grant[] = [];
  const all = throttles.flatMap((throttle, process) =>
    Array.from({ length: calls }, async () => {
      await throttle.acquire();
      grants.push({ process, at: performance.now() - start });
    }),
  );
  await Promise.all(all);
  return grants;
}

describeWithRedis("A throttle over Redis", (server) => {
  it.each(clients)("keeps one limit for all processes, with %s", async (_name, client) => {
    const key = randomUUID();
    const share = (): Throttle => redisThrottle({ redis: client(server().port), key, limit: 100, interval: 1000 });
    const grants = await grantsTo([share(), share(), share()], 12);
    // A grant may be late on a slow machine, but never early.
    for (const [index, { at }] of grants.entries()) expect(at).toBeGreaterThanOrEqual(index * 10);
    expect(grants).toHaveLength(36);
  });

  it("allows no burst at the border of two windows", async () => {
    const quota = sharedQuota(server(), { limit: 60, interval: 1000 });
    const grants = await grantsTo([redisThrottle(quota()), redisThrottle(quota())], 35);
    for (const [index, { at }] of grants.entries()) expect(at).toBeGreaterThanOrEqual((index * 1000) / 60);
  });

  it("grants calls to all processes in turn, whatever their queues", async () => {
    const quota = sharedQuota(server(), { limit: 50, interval: 1000 });
    const throttles = [redisThrottle(quota()), redisThrottle(quota())];
    await Promise.all(throttles.map((throttle) => throttle.acquire()));
    const grants = await grantsTo(throttles, 10);
    const ofFirst = grants.slice(0, 10).filter(({ process }) => process === 0).length;
    expect([4, 5, 6]).toContain(ofFirst);
  });

  it("grants calls of a process in their order", async () => {
    const throttle = redisThrottle(sharedQuota(server(), { limit: 200, interval: 1000 })());
    const order: number[] = [];
    const callers = Array.from({ length: 20 }, (_, caller) => throttle.acquire().then(() => order.push(caller)));
    await Promise.all(callers);
    expect(order).toEqual(Array.from({ length: 20 }, (_, caller) => caller));
  });

  it("keeps the order and reaches the limit over a distant Redis", async () => {
    const proxy = await startTcpProxy(server().port, 50);
    onTestFinished(() => proxy.close());
    const throttle = redisThrottle({ redis: ioredis(proxy.port), key: randomUUID(), limit: 50, interval: 1000 });
    const start = performance.now();
    const order: number[] = [];
    const callers = Array.from({ length: 30 }, async (_, caller) => {
      const grant = Number(await throttle.acquire());
      order.push(caller);
      expect(grant - start).toBeGreaterThanOrEqual(caller * 20);
    });
    await Promise.all(callers);
    expect(order).toEqual(Array.from({ length: 30 }, (_, caller) => caller));
    expect(throttle.degradedBy).toBeUndefined();
  });

  it("resolves to the time of the grant", async () => {
    const throttle = redisThrottle(sharedQuota(server(), { limit: 10, interval: 1000 })());
    const before = performance.now();
    const grantedAt = Number(await throttle.acquire());
    expect(grantedAt).toBeGreaterThan(before);
    expect(grantedAt).toBeLessThanOrEqual(performance.now());
  });

  it("has a separate quota for each key", async () => {
    const options = { redis: ioredis(server().port), limit: 1, interval: 60_000 };
    await redisThrottle({ ...options, key: randomUUID() }).acquire();
    await redisThrottle({ ...options, key: randomUUID() }).acquire();
  });

  it("sends a fixed number of commands per call, however long it waits", async () => {
    const admin = ioredis(server().port);
    const throttle = redisThrottle(sharedQuota(server(), { limit: 4, interval: 1000 })());
    await throttle.acquire();
    const costs: number[] = [];
    // A turn that a slow machine misses costs another place, so the best of several calls counts.
    while (costs.length < 10 && costs.at(-1) !== 2) {
      await admin.config("RESETSTAT");
      await throttle.acquire();
      const statistics = await admin.info("commandstats");
      costs.push(Number(/cmdstat_eval:calls=(\d+)/.exec(statistics)?.[1]));
    }
    expect(Math.min(...costs)).toBe(2);
  });

  it("leaves the client connected, without additional listeners", async () => {
    const redis = ioredis(server().port);
    const listeners = redis.eventNames().map((name) => [name, redis.listenerCount(name)]);
    await redisThrottle({ redis, key: randomUUID(), limit: 10, interval: 1000 }).acquire();
    expect(redis.status).toBe("ready");
    expect(redis.eventNames().map((name) => [name, redis.listenerCount(name)])).toEqual(listeners);
  });

  it("leaves no key in Redis a second after the last turn", async () => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    await redisThrottle({ redis, key, limit: 1, interval: 3000 }).acquire();
    const life = await redis.pttl(`athena-executors:${key}`);
    expect(life).toBeGreaterThan(0);
    expect(life).toBeLessThanOrEqual(4060);
  });
});

describeWithRedis("A caller that aborts", (server) => {
  it.each(abortReasons)("before the call gets its reason, %s, and takes no place", async (_name, reason) => {
    const options = sharedQuota(server(), { limit: 1, interval: 60_000 })();
    const throttle = redisThrottle(options);
    expect((await rejection(throttle.acquire(AbortSignal.abort(reason)))).reason).toBe(reason);
    await throttle.acquire();
  });

  it.each(abortReasons)("in the line gets its reason, %s, and leaves nothing behind", async (_name, reason) => {
    const redis = ioredis(server().port);
    const key = randomUUID();
    const quota = { redis, key, limit: 1, interval: 60_000 };
    const free = async (): Promise<number> => Number(await redis.hget(`athena-executors:${key}`, "free"));
    await redisThrottle(quota).acquire();
    const first = await free();
    const throttle = redisThrottle(quota);
    await until(() => activeTimers() === 0);
    const controller = new AbortController();
    const waiting = [1, 2, 3].map(() => rejection(throttle.acquire(controller.signal)));
    await until(async () => {
      expect(await free()).toBeGreaterThan(first);
    });
    await until(() => activeTimers() === 1);
    controller.abort(reason);
    expect(await Promise.all(waiting)).toEqual([{ reason }, { reason }, { reason }]);
    expect(listenersOn(controller.signal)).toBe(0);
    await nextTurn();
    expect(activeTimers()).toBe(0);
  });

  it("while Redis hangs gets its reason at once and leaves no timer", async () => {
    const throttle = redisThrottle(sharedQuota(server(), { limit: 10, interval: 1000, timeout: 60_000 })());
    await throttle.acquire();
    await until(() => activeTimers() === 0);
    server().pause();
    try {
      const controller = new AbortController();
      const waiting = rejection(throttle.acquire(controller.signal));
      await until(() => activeTimers() === 1);
      controller.abort("enough");
      expect(await waiting).toEqual({ reason: "enough" });
      await nextTurn();
      expect(activeTimers()).toBe(0);
    } finally {
      server().resume();
    }
  });

  it("does not delay the callers behind it", async () => {
    const throttle = redisThrottle(sharedQuota(server(), { limit: 20, interval: 1000 })());
    await throttle.acquire();
    const controller = new AbortController();
    const left = rejection(throttle.acquire(controller.signal));
    const stayed = throttle.acquire();
    controller.abort("enough");
    expect(await left).toEqual({ reason: "enough" });
    expect(await stayed).toBeTypeOf("number");
  });
});
