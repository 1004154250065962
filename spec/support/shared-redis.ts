import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import type { RedisThrottleOptions } from "../../lib/redis/index.js";
import { ioredis } from "./redis-clients.js";
import { hasRedisServer, startRedisServer, type RedisExecutable, type RedisServer } from "./redis-server.js";

const isHere = hasRedisServer();
if (!isHere) process.stderr.write("Skipped the specs with Redis: there is no redis-server on the PATH.\n");

/** A `describe` for specs that need these servers. If a server is missing, skips them and prints a line. */
export function describeWithServers(name: string, executables: readonly RedisExecutable[], specs: () => void): void {
  const missing = executables.filter((executable) => !hasRedisServer(executable));
  if (missing.length > 0) process.stderr.write(`Skipped "${name}": there is no ${missing.join(", ")} on the PATH.\n`);
  describe.skipIf(missing.length > 0)(name, specs);
}

/** A `describe` with its own Redis server. Its specs are skipped if redis-server is not installed. */
export function describeWithRedis(name: string, specs: (server: () => RedisServer) => void): void {
  describe.skipIf(!isHere)(name, () => {
    let server: RedisServer;
    beforeAll(async () => {
      server = await startRedisServer();
    });
    afterAll(() => server.kill());
    specs(() => server);
  });
}

/** Starts a Redis server for one test, which may kill or suspend it. */
export async function redisOfTest(): Promise<RedisServer> {
  const server = await startRedisServer();
  onTestFinished(() => server.kill());
  return server;
}

/** Returns a function that creates the options of one process. All of these processes share a new quota. */
export function sharedQuota(
  { port }: RedisServer,
  options: Partial<RedisThrottleOptions> & Pick<RedisThrottleOptions, "limit" | "interval">,
): () => RedisThrottleOptions {
  const key = randomUUID();
  return () => ({ redis: ioredis(port), key, ...options });
}
