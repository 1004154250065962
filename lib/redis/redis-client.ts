import { hasMethod, expected } from "../common/checks.js";

/** A client of the package `ioredis`, version 5 or later: a `Redis` or a `Cluster`. */
export interface IoredisClient {
  /** Adds a command to the client. Tells the two packages apart; it is never called. */
  readonly defineCommand: (...values: never) => unknown;
  /** Runs a script. */
  readonly eval: (...values: never) => unknown;
}

/** A client of the package `redis`, version 4 or later: the result of `createClient` or one of its siblings. */
export interface NodeRedisClient {
  /** Whether `connect()` was called. */
  readonly isOpen: boolean;
  /** Runs a script. */
  readonly eval: (...values: never) => unknown;
}

/** A client of either package. Connect it, listen to its `error` events, and close it yourself. */
export type RedisClient = IoredisClient | NodeRedisClient;

const ACCEPTED = "a client of `ioredis` (version 5 or later) or of `redis` (version 4 or later)";

/**
 * Checks the shape of the client rather than its class, so that any copy of the two packages is accepted.
 *
 * @throws TypeError if it is not a client of a supported version.
 */
export function checkRedisClient(name: string, value: unknown): void {
  if (!hasMethod(value, "eval")) throw expected(name, ACCEPTED, value);
  if (isIoredis(value) ? isOldIoredis(value) : !("isOpen" in value)) throw expected(name, ACCEPTED, value);
  if (isOldCluster(value)) {
    throw expected(name, `${ACCEPTED}; for Redis Cluster, \`createCluster\` of \`redis\` (version 5 or later)`, value);
  }
}

/**
 * Runs a Lua script on one key. The arguments are passed differently by the two packages. EVAL needs no command of the
 * client's own, so scripts that the application has defined on the client are not replaced.
 */
export async function runScript(
  redis: RedisClient,
  script: string,
  key: string,
  values: readonly string[],
): Promise<unknown> {
  const given = isIoredis(redis) ? [script, 1, key, ...values] : [script, { keys: [key], arguments: values }];
  return (await Reflect.apply(redis.eval, redis, given)) as unknown;
}

function isIoredis(client: object): client is IoredisClient {
  return hasMethod(client, "defineCommand");
}

/** Versions before 5 have a method for POST, which Redis lists as a command in order to refuse HTTP. */
function isOldIoredis(client: object): boolean {
  return hasMethod(client, "post");
}

/** What `createCluster` of version 4 returns: it cannot map the types of answers yet, as every later client can. */
function isOldCluster(client: object): boolean {
  return !isIoredis(client) && "slots" in client && !hasMethod(client, "withTypeMapping");
}
