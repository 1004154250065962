// Compiled by `tsc`, never run. Tests the types of the other two entry points.
import { Redis } from "ioredis";
import { createClient } from "redis";
import { expectTypeOf } from "vitest";
import type * as main from "../../lib/index.js";
import {
  type ThrottleUnavailableError,
  isThrottleUnavailableError,
  redisThrottle,
  type RedisThrottleOptions,
  type Throttle,
} from "../../lib/redis/index.js";
import { startLocalAthena, type LocalAthena, type LocalAthenaOptions } from "../../lib/testing/index.js";

const rate = { key: "account/region", limit: 5, interval: 1000 };

export function redis(error: unknown): void {
  expectTypeOf(redisThrottle).toEqualTypeOf<(options: RedisThrottleOptions) => Throttle>();
  expectTypeOf<Throttle>().toEqualTypeOf<main.Throttle>();
  redisThrottle({ redis: new Redis(), ...rate, whenUnavailable: "throw", timeout: 100 });
  redisThrottle({ redis: createClient(), ...rate, localShare: 0.5 });
  if (isThrottleUnavailableError(error)) expectTypeOf(error).toEqualTypeOf<ThrottleUnavailableError>();
  // @ts-expect-error an address instead of a client
  redisThrottle({ redis: "redis://localhost", ...rate });
  // @ts-expect-error the key is missing
  redisThrottle({ redis: new Redis(), limit: 5, interval: 1000 });
}

export function testing(athena: LocalAthena): void {
  expectTypeOf(startLocalAthena).toEqualTypeOf<(options?: LocalAthenaOptions) => Promise<LocalAthena>>();
  expectTypeOf(athena.close()).toEqualTypeOf<Promise<void>>();
  expectTypeOf(athena.requests[0]?.input).toEqualTypeOf<unknown>();
  expectTypeOf(athena).toExtend<AsyncDisposable>();
  void startLocalAthena({ faults: ({ number }) => (number === 1 ? { type: "throttle", retryAfter: 2 } : undefined) });
  void startLocalAthena({ sessions: [{ SessionId: "lives", life: { seed: 1, speed: 60 } }] });
  // @ts-expect-error an unknown fault
  void startLocalAthena({ faults: [{ type: "flood" }] });
  // @ts-expect-error neither executors nor a life
  void startLocalAthena({ sessions: [{ SessionId: "empty" }] });
}
