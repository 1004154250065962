import { Redis } from "ioredis";
import { createCluster } from "redis";
import { describe, expect, it } from "vitest";
import { redisThrottle, type RedisThrottleOptions } from "../../lib/redis/index.js";

const redis = new Redis({ lazyConnect: true });
const good = { redis, key: "quota", limit: 1, interval: 1000 };

describe("redisThrottle", () => {
  it.each([
    [undefined, "Expected `options` to be an object, got `undefined` (undefined)"],
    [{ limit: 0 }, "Expected `options.limit` to be a positive finite number, got `0` (number)"],
    [{ limit: "5" }, "Expected `options.limit` to be a positive finite number, got `5` (string)"],
    [
      { interval: 2 ** 31 },
      "Expected `options.interval` to be a positive number up to 2147483647, got `2147483648` (number)",
    ],
    [{ interval: NaN }, "Expected `options.interval` to be a positive number up to 2147483647, got `NaN` (number)"],
    [{ key: undefined }, "Expected `key` to be a string of 1 to 1024 characters, got `undefined` (undefined)"],
    [{ key: "" }, "Expected `key` to be a string of 1 to 1024 characters, got 0 characters (string)"],
    [{ key: "k".repeat(1025) }, "Expected `key` to be a string of 1 to 1024 characters, got 1025 characters (string)"],
    [{ timeout: 0 }, "Expected `timeout` to be a positive number up to 2147483647, got `0` (number)"],
    [{ localShare: 1.1 }, "Expected `localShare` to be a positive number up to 1, got `1.1` (number)"],
    [{ localShare: 0 }, "Expected `localShare` to be a positive number up to 1, got `0` (number)"],
    [{ whenUnavailable: "fail" }, "Expected `whenUnavailable` to be one of local, throw, got `fail` (string)"],
  ])("refuses the options %j: %s", (options, message) => {
    const given = (options && { ...good, ...options }) as RedisThrottleOptions;
    expect(() => redisThrottle(given)).toThrow(new TypeError(message));
  });

  const method = (): boolean => true;

  it.each([
    ["nothing", undefined, "`undefined` (undefined)"],
    ["an address", "redis://localhost", "`redis://localhost` (string)"],
    ["an object of another kind", new Map(), "`[object Map]` (object)"],
    ["a client of redis 3", { eval: method, multi: method, send_command: method }, "`[object Object]`"],
    ["a client of ioredis 4", { eval: method, defineCommand: method, post: method }, "`[object Object]`"],
    ["a function", () => undefined, "`function` (function)"],
  ])("refuses %s as a client", (_name, client, got) => {
    const expected =
      "Expected `redis` to be a client of `ioredis` (version 5 or later) or of `redis` (version 4 or later), got ";
    const call = (): unknown => redisThrottle({ ...good, redis: client as unknown as Redis });
    expect(call).toThrow(TypeError);
    expect(call).toThrow(expected + got);
  });

  it("refuses createCluster of redis 4 and names the version to install", () => {
    const cluster = { isOpen: true, eval: method, multi: method, slots: [] };
    const call = (): unknown => redisThrottle({ ...good, redis: cluster });
    expect(call).toThrow(TypeError);
    expect(call).toThrow("for Redis Cluster, `createCluster` of `redis` (version 5 or later), got `[object Object]`");
  });

  it("accepts createCluster of redis 6", () => {
    redisThrottle({ ...good, redis: createCluster({ rootNodes: [] }) });
  });

  it("does not connect before its first call", () => {
    redisThrottle(good);
    expect(redis.status).toBe("wait");
  });
});
