import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { createClient, RESP_TYPES } from "redis";
import { expect, it, onTestFinished } from "vitest";
import { redisThrottle, type RedisClient } from "../../lib/redis/index.js";
import { ioredis } from "../support/redis-clients.js";
import { describeWithRedis } from "../support/shared-redis.js";

async function nodeRedis(port: number, type: typeof String | typeof Buffer, RESP: 2 | 3): Promise<RedisClient> {
  const typeMapping = { [RESP_TYPES.NUMBER]: String, [RESP_TYPES.BLOB_STRING]: type, [RESP_TYPES.SIMPLE_STRING]: type };
  const socket = { host: "127.0.0.1", port };
  const redis = createClient({ socket, RESP, commandOptions: { typeMapping } });
  await redis.connect();
  onTestFinished(() => {
    redis.destroy();
  });
  return redis;
}

describeWithRedis("A client that returns numbers as strings", (server) => {
  const rows: readonly [name: string, make: () => RedisClient | Promise<RedisClient>][] = [
    [
      "ioredis with stringNumbers",
      () => {
        const redis = new Redis({ port: server().port, stringNumbers: true });
        onTestFinished(() => {
          redis.disconnect();
        });
        return redis;
      },
    ],
    ["redis 6 with typeMapping", () => nodeRedis(server().port, String, 3)],
    ["redis 6 with typeMapping, buffers and RESP 2", () => nodeRedis(server().port, Buffer, 2)],
  ];

  it.each(rows)("works as a client of a throttle: %s", async (_name, make) => {
    const throttle = redisThrottle({ redis: await make(), key: randomUUID(), limit: 50, interval: 1000 });
    const admin = ioredis(server().port);
    await admin.config("RESETSTAT");
    const start = performance.now();
    const grants = await Promise.all(Array.from({ length: 15 }, () => throttle.acquire()));
    expect(throttle.degradedBy).toBeUndefined();
    for (const [index, grant] of grants.entries()) expect(Number(grant) - start).toBeGreaterThanOrEqual(index * 20);
    const commands = /cmdstat_eval:calls=(\d+)/.exec(await admin.info("commandstats"))?.[1];
    expect(Number(commands)).toBeLessThanOrEqual(3 * 15 + 1);
  });
});

describeWithRedis("A client shared with an application", (server) => {
  it.each(["before", "after"])("keeps the script of a limiter that is created %s the throttle", async (when) => {
    const redis = ioredis(server().port);
    const customIncrTtlLuaScript = "redis.call('set', KEYS[1], 'mine') return {7, 1000}";
    const newLimiter = (): RateLimiterRedis =>
      new RateLimiterRedis({ storeClient: redis, points: 10, duration: 1, customIncrTtlLuaScript });
    const newThrottle = () => redisThrottle({ redis, key: randomUUID(), limit: 50, interval: 1000 });
    const early = when === "before" ? newLimiter() : undefined;
    const throttle = newThrottle();
    const limiter = early ?? newLimiter();
    for (let round = 0; round < 2; round += 1) {
      expect((await limiter.consume("key")).consumedPoints).toBe(7);
      const start = performance.now();
      await throttle.acquire();
      expect(Number(await throttle.acquire()) - start).toBeGreaterThanOrEqual(20);
      expect(throttle.degradedBy).toBeUndefined();
    }
  });

  it("gets no new commands from the throttle", async () => {
    const redis = ioredis(server().port);
    await redisThrottle({ redis, key: randomUUID(), limit: 50, interval: 1000 }).acquire();
    expect(redis).not.toHaveProperty("rlflxIncr");
  });
});

describeWithRedis("A Redis user with only the documented commands", (server) => {
  it("has all permissions that the throttle needs", async () => {
    const admin = ioredis(server().port);
    const name = randomUUID();
    await admin.call("ACL", "SETUSER", name, "on", ">secret", "~athena-executors:*", "-@all");
    await admin.call("ACL", "SETUSER", name, "+eval", "+time", "+hmget", "+hset", "+pexpire");
    // The client itself needs these.
    await admin.call("ACL", "SETUSER", name, "+info", "+hello");
    const redis = new Redis({ port: server().port, username: name, password: "secret" });
    onTestFinished(() => {
      redis.disconnect();
    });
    const key = randomUUID();
    const throttle = redisThrottle({ redis, key, limit: 50, interval: 1000 });
    await throttle.acquire();
    throttle.coolDown(1);
    await throttle.acquire();
    expect(throttle.degradedBy).toBeUndefined();
    expect(Number(await admin.hget(`athena-executors:${key}`, "held"))).toBeGreaterThan(0);
  });
});
