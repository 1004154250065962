import { Redis } from "ioredis";
import ioredisOldest from "ioredis-oldest";
import { createClient } from "redis";
import { createClient as createClient5 } from "redis-5";
import { createClient as createOldestClient } from "redis-oldest";
import { onTestFinished } from "vitest";
import type { RedisClient } from "../../lib/redis/index.js";

/** Creates a client of a local port, on which Redis may start later. The client is closed after the test. */
type MakeClient = (port: number) => RedisClient;

const host = "127.0.0.1";
const retryStrategy = (): number => 20;

export function ioredis(port: number): Redis {
  return closedWithTest(new Redis(port, host, { retryStrategy }), (redis) => {
    redis.disconnect();
  });
}

function oldestIoredis(port: number): RedisClient {
  return closedWithTest(new ioredisOldest.default(port, host, { retryStrategy }), (redis) => {
    redis.disconnect();
  });
}

function nodeRedis(port: number): RedisClient {
  const redis = createClient({ socket: { port, host, reconnectStrategy: retryStrategy } });
  redis.connect().catch(ignore);
  return closedWithTest(redis, () => {
    redis.destroy();
  });
}

function nodeRedis5(port: number): RedisClient {
  const redis = createClient5({ socket: { port, host, reconnectStrategy: retryStrategy } });
  redis.connect().catch(ignore);
  return closedWithTest(redis, () => {
    redis.destroy();
  });
}

function oldestNodeRedis(port: number): RedisClient {
  const redis = createOldestClient({ socket: { port, host, reconnectStrategy: retryStrategy } });
  redis.connect().catch(ignore);
  return closedWithTest(redis, () => {
    redis.disconnect().catch(ignore);
  });
}

/** Clients of every supported major version. The oldest major version is tested with its oldest release. */
export const clients: readonly [name: string, make: MakeClient][] = [
  ["ioredis 6", ioredis],
  ["ioredis 5", oldestIoredis],
  ["redis 6", nodeRedis],
  ["redis 5", nodeRedis5],
  ["redis 4", oldestNodeRedis],
];

interface Emitter {
  on(event: "error", listener: (error: unknown) => void): unknown;
}

function closedWithTest<Client extends Emitter>(redis: Client, close: (redis: Client) => void): Client {
  // Without a listener for errors, the emitter throws them.
  redis.on("error", ignore);
  onTestFinished(() => {
    close(redis);
  });
  return redis;
}

function ignore(): void {
  // Some specs break connections on purpose.
}
