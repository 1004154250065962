import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { listExecutors, type PaginationEvent } from "../../lib/index.js";
import {
  isThrottleUnavailableError,
  redisThrottle,
  ThrottleUnavailableError,
  type RedisThrottleOptions,
  type Throttle,
} from "../../lib/redis/index.js";
import { rejection } from "../support/abort-signals.js";
import { until } from "../support/waiting.js";
import { foreignService } from "../support/foreign-service.js";
import { clients, ioredis } from "../support/redis-clients.js";
import type { RedisServer } from "../support/redis-server.js";
import { describeWithRedis, redisOfTest, sharedQuota } from "../support/shared-redis.js";

const SessionId = "session";
const fast = { limit: 1000, interval: 1000 };

/** Sends calls until the throttle uses Redis again. */
async function returnOf(throttle: Throttle): Promise<void> {
  await until(async () => {
    await throttle.acquire();
    expect(throttle.degradedBy).toBeUndefined();
  });
}

/** Returns the time from the first to the last of nine calls, in ms. */
async function timeOfNineCalls(throttle: Throttle): Promise<number> {
  const first = Number(await throttle.acquire());
  for (let call = 0; call < 7; call += 1) await throttle.acquire();
  return Number(await throttle.acquire()) - first;
}

async function served(): Promise<Awaited<ReturnType<typeof foreignService>>> {
  return foreignService(({ input }) =>
    input.NextToken === undefined
      ? { SessionId, NextToken: "second", ExecutorsSummary: [{ ExecutorId: "one" }] }
      : { SessionId, ExecutorsSummary: [{ ExecutorId: "two" }] },
  );
}

type Break = (server: RedisServer) => Promise<() => Promise<void>>;

/** Outages of Redis. Each function begins an outage and returns a function that ends it. */
const breaks: readonly [name: string, breakIt: Break][] = [
  [
    "is killed",
    async (server) => {
      await server.kill();
      return () => server.restart();
    },
  ],
  [
    "hangs",
    (server) => {
      server.pause();
      return Promise.resolve(() => {
        server.resume();
        return Promise.resolve();
      });
    },
  ],
  [
    "becomes read-only",
    async ({ port }) => {
      const admin = ioredis(port);
      await admin.replicaof("127.0.0.1", 1);
      return async () => {
        await admin.replicaof("NO", "ONE");
      };
    },
  ],
];

describeWithRedis("When Redis", () => {
  it.each(breaks)("%s, calls continue, and later use it again", async (_name, breakIt) => {
    const server = await redisOfTest();
    const throttle = redisThrottle(sharedQuota(server, fast)());
    await throttle.acquire();
    expect(throttle.degradedBy).toBeUndefined();
    const mend = await breakIt(server);
    await throttle.acquire();
    const error = throttle.degradedBy;
    expect(error).toBeInstanceOf(Error);
    await throttle.acquire();
    expect(throttle.degradedBy).toBe(error);
    await mend();
    await returnOf(throttle);
  });

  it.each(breaks)('%s, calls fail under "throw", and later use it again', async (_name, breakIt) => {
    const server = await redisOfTest();
    const throttle = redisThrottle(sharedQuota(server, { ...fast, whenUnavailable: "throw" })());
    await throttle.acquire();
    const mend = await breakIt(server);
    const failures = await Promise.all([1, 2, 3].map(() => rejection(throttle.acquire())));
    for (const { reason } of failures) {
      expect(reason).toBeInstanceOf(ThrottleUnavailableError);
      expect((reason as Error).cause).toBeInstanceOf(Error);
    }
    await mend();
    await returnOf(throttle);
  });

  it.each(["local", "throw"] as const)('hangs, calls under "%s" leave no places', async (whenUnavailable) => {
    const server = await redisOfTest();
    const options = sharedQuota(server, { limit: 1, interval: 1000, timeout: 100, whenUnavailable });
    const throttles = [1, 2, 3].map(() => redisThrottle(options()));
    const [first] = throttles;
    await first?.acquire();
    server.pause();
    const controller = new AbortController();
    const calls = throttles.map(async (throttle) => {
      while (!controller.signal.aborted) {
        await throttle.acquire(controller.signal).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    await until(() => {
      for (const throttle of throttles) expect(throttle.degradedBy).toBeDefined();
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    controller.abort();
    await Promise.all(calls);
    server.resume();
    const redis = ioredis(server.port);
    // When no throttle is degraded, no command is in flight.
    await until(() => {
      for (const throttle of throttles) expect(throttle.degradedBy).toBeUndefined();
    });
    const [free, seen] = await redis.hmget(`athena-executors:${options().key}`, "free", "seen");
    expect(Number(free) - Number(seen)).toBeLessThanOrEqual(0);
  });

  it.each(clients)("is killed and restarted, no waiting call of %s is lost", async (_name, client) => {
    const server = await redisOfTest();
    const redis = client(server.port);
    const throttle = redisThrottle({ ...fast, redis, key: "quota", limit: 100 });
    await throttle.acquire();
    let granted = 0;
    const calls = Array.from({ length: 60 }, () => throttle.acquire().then(() => (granted += 1)));
    await until(() => {
      expect(granted).toBeGreaterThan(3);
    });
    await server.kill();
    await until(() => {
      expect(throttle.degradedBy).toBeDefined();
    });
    await server.restart();
    await Promise.all(calls);
    expect(granted).toBe(60);
    await returnOf(throttle);
  });

  it("forgets its scripts, calls still use it", async () => {
    const server = await redisOfTest();
    const throttle = redisThrottle(sharedQuota(server, fast)());
    await throttle.acquire();
    await ioredis(server.port).script("FLUSH");
    await throttle.acquire();
    expect(throttle.degradedBy).toBeUndefined();
  });

  it("was never available, calls run at a share of the limit", async () => {
    const server = await redisOfTest();
    await server.kill();
    const options = { limit: 40, interval: 300, timeout: 20, localShare: 0.1 };
    const throttle = redisThrottle(sharedQuota(server, options)());
    // The share takes two windows, part of which may pass before the first call. The whole limit would take 60 ms.
    expect(await timeOfNineCalls(throttle)).toBeGreaterThanOrEqual(300);
    expect(throttle.degradedBy).toBeInstanceOf(Error);
  });

  it("is another kind of server, calls continue without it", async () => {
    const greeter = createServer((socket) => {
      socket.on("error", () => undefined).end("HTTP/1.1 400 Bad Request\r\n\r\n");
    }).listen(0, "127.0.0.1");
    onTestFinished(() => {
      greeter.close();
    });
    await once(greeter, "listening");
    const { port } = greeter.address() as AddressInfo;
    const throttle = redisThrottle({ ...fast, redis: ioredis(port), key: "quota", timeout: 50 });
    await throttle.acquire();
    expect(throttle.degradedBy).toBeInstanceOf(Error);
  });

  it("answers with invalid numbers, calls continue without it", async () => {
    const redis = { isOpen: true, eval: () => Promise.resolve(["no", "count"]), multi: () => ({}) };
    const throttle = redisThrottle({ ...fast, redis, key: "quota" });
    await throttle.acquire();
    expect(String(throttle.degradedBy)).toBe(
      "Error: Expected Redis to return two numbers, got an invalid reply. Check what answers at its address",
    );
  });

  it("is killed, a cool-down still holds in its own process", async () => {
    const server = await redisOfTest();
    const throttle = redisThrottle(sharedQuota(server, fast)());
    await server.kill();
    await throttle.acquire();
    const start = performance.now();
    throttle.coolDown(150, -Infinity);
    expect(Number(await throttle.acquire()) - start).toBeGreaterThanOrEqual(149);
  });

  it("comes back, a process keeps its local share for the timeout", async () => {
    const server = await redisOfTest();
    const throttle = redisThrottle(sharedQuota(server, { ...fast, limit: 40, interval: 400, localShare: 0.1 })());
    await throttle.acquire();
    await server.kill();
    await throttle.acquire();
    await server.restart();
    await returnOf(throttle);
    expect(await timeOfNineCalls(throttle)).toBeGreaterThanOrEqual(400);
  });
});

describeWithRedis("A listing without Redis", () => {
  async function lost(options: Partial<RedisThrottleOptions>): Promise<Throttle> {
    const server = await redisOfTest();
    const throttle = redisThrottle(sharedQuota(server, { ...fast, ...options })());
    await throttle.acquire();
    await server.kill();
    return throttle;
  }

  it("is complete, and reports the outage once", async () => {
    const throttle = await lost({});
    const { client } = await served();
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const executors = listExecutors({ client, throttle, onEvent }, { SessionId });
    for (const times of [1, 2]) {
      expect(await executors.toArray()).toEqual([{ ExecutorId: "one" }, { ExecutorId: "two" }]);
      const told = events.filter(({ type }) => type === "throttle-degraded");
      expect(told).toEqual(
        Array.from({ length: times }, () => ({ type: "throttle-degraded", error: throttle.degradedBy })),
      );
    }
    expect(throttle.degradedBy).toBeInstanceOf(Error);
  });

  it('fails under "throw", without a request and without a retry', async () => {
    const throttle = await lost({ whenUnavailable: "throw" });
    const { client, requests } = await served();
    const events: PaginationEvent[] = [];
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const executors = listExecutors({ client, throttle, onEvent }, { SessionId });
    const { reason } = await rejection(executors.toArray());
    expect(isThrottleUnavailableError(reason)).toBe(true);
    expect(reason).toHaveProperty("name", "ThrottleUnavailableError");
    expect(requests).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(["end"]);
  });

  it.each([undefined, null, new Error("Redis"), { name: "ThrottleUnavailableError" }])(
    "is not the cause of the error %o",
    (value) => {
      expect(isThrottleUnavailableError(value)).toBe(false);
    },
  );
});
