import { LONGEST_TIMER } from "../common/timers.js";
import { checkOneOf, checkPositive, checkString } from "../common/checks.js";
import { checkThrottleOptions } from "../throttle/create-throttle.js";
import type { ThrottleOptions } from "../throttle/throttle.js";
import { checkRedisClient, type RedisClient } from "./redis-client.js";

const LONGEST_KEY = 1024;

/** Options of {@link redisThrottle}. All processes that share a quota pass the same `key`, `limit` and `interval`. */
export interface RedisThrottleOptions extends ThrottleOptions {
  /** A client of `ioredis` (5 or later) or of `redis` (4 or later). Required. It is never closed. */
  readonly redis: RedisClient;
  /**
   * Name of the quota, for example account and region: a string of 1 to 1 024 characters. Required. Stored in Redis as
   * `athena-executors:<key>`, which expires a second after the last call.
   */
  readonly key: string;
  /**
   * Milliseconds to wait for an answer of Redis before it counts as unavailable: a positive number up to 2 147 483 647.
   *
   * @default 1000
   */
  readonly timeout?: number | undefined;
  /**
   * What to do while Redis is unavailable. `"local"` continues with a throttle of this process alone, at `localShare`
   * of the limit. `"throw"` rejects every call with a {@link ThrottleUnavailableError}. Both return to Redis once it
   * answers.
   *
   * @default "local"
   */
  readonly whenUnavailable?: "local" | "throw" | undefined;
  /**
   * Share of `limit` for this process while Redis is unavailable: a positive number up to 1. With 1 divided by the
   * number of processes, they keep within the quota together.
   *
   * @default 0.25
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
