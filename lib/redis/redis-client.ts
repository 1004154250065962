import { hasMethod } from "../checks/checks.js";
import { expected } from "../checks/expected.js";

/** A client of the package `ioredis`: a `Redis` or a `Cluster`. */
export interface IoredisClient {
  /** Adds a script to the client, which rate-limiter-flexible does under the name `rlflxIncr`. */
  readonly defineCommand: (...values: never) => unknown;
  /** Runs a script. */
  readonly eval: (...values: never) => unknown;
  /** Begins a transaction. */
  readonly multi: (...values: never) => unknown;
}

/** A client of the package `redis`: what `createClient` and its siblings return. */
export interface NodeRedisClient {
  /** Whether `connect()` was called. */
  readonly isOpen: boolean;
  /** Runs a script. */
  readonly eval: (...values: never) => unknown;
  /** Begins a transaction. */
  readonly multi: (...values: never) => unknown;
}

/** A client of either package. It is yours: connect it, listen to its `error` events, and close it. */
export type RedisClient = IoredisClient | NodeRedisClient;

/** Duck-typed, so that every copy of the two packages is as good as another. */
export function checkRedisClient(name: string, value: unknown): void {
  if (hasMethod(value, "multi") && (isIoredis(value) || isNodeRedis(value))) return;
  throw expected(name, "a client of `ioredis` or of `redis` (version 4 or later)", value);
}

export function isIoredis(client: object): client is IoredisClient {
  return hasMethod(client, "defineCommand");
}

/** Version 3 of `redis` has an `eval` too, but no promises. */
function isNodeRedis(client: object): client is NodeRedisClient {
  return hasMethod(client, "eval") && "isOpen" in client;
}
