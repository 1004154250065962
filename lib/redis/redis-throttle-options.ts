import { LONGEST_TIMER } from "../clock/longest-timer.js";
import { checkOneOf, checkPositive, checkString } from "../checks/checks.js";
import { checkThrottleOptions } from "../middleware/create-throttle.js";
import type { ThrottleOptions } from "../middleware/throttle.js";
import { checkRedisClient, type RedisClient } from "./redis-client.js";

const LONGEST_KEY = 1024;

/** A throttle that is shared by all processes that give the same `key`, `limit` and `interval` over the same Redis. */
export interface RedisThrottleOptions extends ThrottleOptions {
  /** A client of `ioredis` or of `redis`. Required. It is never closed, and reports its errors to your own listener. */
  readonly redis: RedisClient;
  /**
   * What the quota is called in Redis, a string of 1 to 1 024 characters: something that names account and region.
   * Required. The key in Redis is `athena-executors:<key>`; it goes by itself, a second after the last call for most
   * limits, and for none later than a hundred calls would take.
   */
  readonly key: string;
  /**
   * How long an answer of Redis may take before it counts as out of reach, in milliseconds, a positive number up to
   * 2 147 483 647. Default: 1 000.
   */
  readonly timeout?: number | undefined;
  /**
   * What to do while Redis is out of reach: `"local"` goes on with a throttle of this process alone, at `localShare` of
   * the limit; `"throw"` fails every call with a {@link ThrottleUnavailableError}. Default: `"local"`. Either way it
   * comes back by itself.
   */
  readonly whenUnavailable?: "local" | "throw" | undefined;
  /**
   * The share of `limit` that this process takes while Redis is out of reach, a positive number up to 1: one by the
   * number of processes keeps them within the quota together. Default: 0.25.
   */
  readonly localShare?: number | undefined;
}

/** {@link RedisThrottleOptions}, checked, with every default filled in. */
export type RedisThrottleSettings = {
  readonly [Name in keyof RedisThrottleOptions]-?: Exclude<RedisThrottleOptions[Name], undefined>;
};

export function redisThrottleSettings(options: RedisThrottleOptions): RedisThrottleSettings {
  checkThrottleOptions("options", options);
  const { redis, key, limit, interval, timeout = 1000, whenUnavailable = "local", localShare = 0.25 } = options;
  checkRedisClient("redis", redis);
  checkString("key", key, LONGEST_KEY);
  checkPositive("timeout", timeout, LONGEST_TIMER);
  checkPositive("localShare", localShare, 1);
  checkOneOf("whenUnavailable", whenUnavailable, ["local", "throw"]);
  return { redis, key, limit, interval, timeout, whenUnavailable, localShare };
}
