import { AdaptiveThrottle } from "../middleware/adaptive-throttle.js";
import { ThrottleWindow } from "../middleware/throttle-window.js";
import type { Throttle } from "../middleware/throttle.js";
import { FallbackGate } from "./fallback-gate.js";
import {
  redisThrottleSettings,
  type RedisThrottleOptions,
  type RedisThrottleSettings,
} from "./redis-throttle-options.js";
import { SharedGate } from "./shared-gate.js";
import { SharedLine } from "./shared-line.js";

/**
 * Makes a throttle that any number of processes on any number of machines share through a Redis (or Valkey), over
 * rate-limiter-flexible: together they send `limit` calls in every `interval`, evenly spread. What the service asks one
 * of them to wait, all wait.
 *
 * In each process callers are served first come, first served. Each process learns for itself from throttle answers, and
 * one that has lowered its rate takes more of the shared one with every call, so that all get slower together.
 *
 * While Redis is down, hangs or restarts, each process goes on by itself, at a share of the limit; listings report it
 * as a `throttle-degraded` event. Redis is asked once a second whether it is back.
 *
 * @throws TypeError if an option is out of range, or `redis` is no client of `ioredis` or `redis`.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { listExecutors } from "athena-executors";
 * import { redisThrottle } from "athena-executors/redis";
 * import { Redis } from "ioredis";
 *
 * const redis = new Redis("redis://localhost:6379");
 * redis.on("error", console.error);
 * const throttle = redisThrottle({ redis, key: "my-account/eu-west-1", limit: 5, interval: 1000 });
 *
 * const executors = listExecutors({ client: new AthenaClient({}), throttle }, { SessionId: "my-session" });
 * console.log((await executors.toArray()).length);
 * redis.disconnect();
 * ```
 */
export function redisThrottle(options: RedisThrottleOptions): Throttle {
  return new RedisThrottle(redisThrottleSettings(options));
}

class RedisThrottle extends AdaptiveThrottle {
  readonly #shared: SharedGate;
  readonly #gate: FallbackGate;

  constructor(settings: RedisThrottleSettings) {
    const line = new SharedLine(settings);
    const shared = new SharedGate(line);
    const gate = new FallbackGate({ line, shared, local: localGate(settings) });
    super(settings, gate);
    this.#shared = shared;
    this.#gate = gate;
  }

  /** See {@link Throttle.degradedBy}. */
  get degradedBy(): unknown {
    return this.#gate.degradedBy;
  }

  override get coolUntil(): number {
    return Math.max(super.coolUntil, this.#shared.heldUntil);
  }

  override coolDown(ms: number, grantedAt?: number): void {
    super.coolDown(ms, grantedAt);
    this.#gate.hold(ms);
  }
}

function localGate({
  limit,
  interval,
  localShare,
  whenUnavailable,
}: RedisThrottleSettings): ThrottleWindow | undefined {
  return whenUnavailable === "local" ? new ThrottleWindow({ limit: limit * localShare, interval }) : undefined;
}
