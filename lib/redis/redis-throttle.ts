import { AdaptiveThrottle } from "../throttle/adaptive-throttle.js";
import { ThrottleWindow } from "../throttle/throttle-window.js";
import type { Throttle } from "../throttle/throttle.js";
import { FallbackGate } from "./fallback-gate.js";
import {
  redisThrottleSettings,
  type RedisThrottleOptions,
  type RedisThrottleSettings,
} from "./redis-throttle-options.js";
import { SharedGate } from "./shared-gate.js";
import { SharedLine } from "./shared-line.js";

/**
 * Creates a throttle that processes on any number of machines share through Redis or Valkey, using
 * rate-limiter-flexible. Together they send at most `limit` calls in every `interval`, evenly spaced. If the service
 * asks one process to wait, all processes wait.
 *
 * Within a process, callers are served first come, first served. Each process lowers its own rate after throttle
 * answers.
 *
 * While Redis is unavailable, each process continues at `localShare` of the limit, or refuses its callers: see
 * `whenUnavailable`. Listings report it as a `throttle-degraded` event.
 *
 * @param options - The client, the name of the quota and the rate.
 * @returns A throttle for `throttle` of `listExecutors` and its siblings, or for `throttlePlugin`.
 * @throws TypeError if an option is out of range, or `redis` is not a client of a supported version.
 * @throws Error if the installed rate-limiter-flexible is too old.
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
    const gate = new FallbackGate({ line, shared, local: localGate(settings), timeout: settings.timeout });
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

  override async acquire(signal?: AbortSignal): Promise<number> {
    this.#shared.callers += 1;
    try {
      return await super.acquire(signal);
    } finally {
      this.#shared.callers -= 1;
      // No caller is left for the places that were taken ahead.
      if (this.#shared.callers === 0) this.#shared.callOff();
    }
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
