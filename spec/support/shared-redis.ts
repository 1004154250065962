import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import type { RedisThrottleOptions } from "../../lib/redis/index.js";
import { ioredis } from "./redis-clients.js";
import { hasRedisServer, startRedisServer, type RedisExecutable, type RedisServer } from "./redis-server.js";

const isHere = hasRedisServer();
if (!isHere) process.stderr.write("Skipped what needs a Redis: there is no redis-server on the PATH.\n");

/** A `describe` of what needs these servers. Without them its specs are skipped, and that is printed. */
export function describeWithServers(name: string, executables: readonly RedisExecutable[], specs: () => void): void {
  const missing = executables.filter((executable) => !hasRedisServer(executable));
  if (missing.length > 0) process.stderr.write(`Skipped "${name}": there is no ${missing.join(", ")} on the PATH.\n`);
  describe.skipIf(missing.length > 0)(name, specs);
}

/** A `describe` with a Redis of its own. Where there is none to start, its specs are skipped, and that is said. */
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

/** A Redis for one test, to be ill-treated. */
export async function redisOfTest(): Promise<RedisServer> {
  const server = await startRedisServer();
  onTestFinished(() => server.kill());
  return server;
}

/** Options of as many processes as you like that share a quota of their own: each has its own connection. */
export function sharedQuota(
  { port }: RedisServer,
  options: Partial<RedisThrottleOptions> & Pick<RedisThrottleOptions, "limit" | "interval">,
): () => RedisThrottleOptions {
  const key = randomUUID();
  return () => ({ redis: ioredis(port), key, ...options });
}
