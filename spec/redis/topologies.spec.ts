import { randomUUID } from "node:crypto";
import { Cluster, Redis } from "ioredis";
import ioredisOldest from "ioredis-oldest";
import { createCluster, createSentinel } from "redis";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { redisThrottle, type RedisClient, type Throttle } from "../../lib/redis/index.js";
import { until as eventually } from "../support/waiting.js";
import { clients } from "../support/redis-clients.js";
import { startRedisServer, type RedisServer } from "../support/redis-server.js";
import { describeWithServers } from "../support/shared-redis.js";

const host = "127.0.0.1";
const rate = { limit: 50, interval: 1000 };

async function expectRate(throttles: readonly Throttle[]): Promise<void> {
  const start = performance.now();
  const grants = await Promise.all(
    throttles.flatMap((throttle) => Array.from({ length: 8 }, async () => Number(await throttle.acquire()))),
  );
  for (const throttle of throttles) expect(throttle.degradedBy).toBeUndefined();
  grants.sort((one, other) => one - other);
  for (const [index, grant] of grants.entries()) expect(grant - start).toBeGreaterThanOrEqual(index * 20);
}

describeWithServers("A throttle over Valkey", ["valkey-server"], () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer({ executable: "valkey-server" });
    return () => server.kill();
  });

  it.each(clients)("holds all processes to one limit, with %s", async (_name, client) => {
    const key = randomUUID();
    await expectRate([1, 2].map(() => redisThrottle({ redis: client(server.port), key, ...rate })));
  });
});

describeWithServers("A throttle over Redis Cluster", ["redis-server"], () => {
  let ports: number[];

  beforeAll(async () => {
    const configuration = ["cluster-enabled yes", "cluster-node-timeout 2000"];
    const servers = await Promise.all([1, 2, 3].map(() => startRedisServer({ configuration })));
    ports = servers.map(({ port }) => port);
    const nodes = ports.map((port) => new Redis(port, host));
    for (const [index, node] of nodes.entries()) {
      const first = Math.round((index * 16_384) / 3);
      await node.call("CLUSTER", "ADDSLOTSRANGE", first, Math.round(((index + 1) * 16_384) / 3) - 1);
      await node.cluster("MEET", host, String(ports[0]));
    }
    for (const node of nodes) {
      await eventually(async () => {
        expect(await node.cluster("INFO")).toMatch(/cluster_state:ok[^]*cluster_known_nodes:3/);
      });
      node.disconnect();
    }
    return async () => {
      for (const server of servers) await server.kill();
    };
  });

  const rows: readonly [name: string, make: () => RedisClient | Promise<RedisClient>][] = [
    ["ioredis 6", () => closing(new Cluster(ports.map((port) => ({ host, port }))))],
    ["ioredis 5", () => closing(new ioredisOldest.default.Cluster(ports.map((port) => ({ host, port }))))],
    [
      "redis 6",
      async () => {
        const cluster = createCluster({ rootNodes: ports.map((port) => ({ url: `redis://${host}:${String(port)}` })) });
        cluster.on("error", () => undefined);
        await cluster.connect();
        onTestFinished(() => {
          cluster.destroy();
        });
        return cluster;
      },
    ],
  ];

  it.each(rows)("holds all processes to one limit, with %s", async (_name, make) => {
    for (const key of ["a", "b", "c", "{d}"].map((prefix) => `${prefix}${randomUUID()}`)) {
      const made = await Promise.all([make(), make()]);
      await expectRate(made.map((redis) => redisThrottle({ redis, key, ...rate })));
    }
  });
});

describeWithServers("A throttle over Redis Sentinel", ["redis-server", "redis-sentinel"], () => {
  /** A master, its replica and the sentinel that watches them. */
  async function startSentinel(): Promise<{ master: RedisServer; sentinel: RedisServer }> {
    const master = await startRedisServer();
    const replica = await startRedisServer({ configuration: [`replicaof ${host} ${String(master.port)}`] });
    const sentinel = await startRedisServer({
      executable: "redis-sentinel",
      configuration: [
        `sentinel monitor main ${host} ${String(master.port)} 1`,
        "sentinel down-after-milliseconds main 500",
        "sentinel failover-timeout main 5000",
      ],
    });
    for (const server of [master, replica, sentinel]) onTestFinished(() => server.kill());
    const asked = new Redis(sentinel.port, host);
    await eventually(async () => {
      expect(await asked.call("SENTINEL", "REPLICAS", "main")).toHaveLength(1);
    });
    asked.disconnect();
    return { master, sentinel };
  }

  const rows: readonly [name: string, make: (port: number) => RedisClient | Promise<RedisClient>][] = [
    ["ioredis 6", (port) => closing(new Redis({ sentinels: [{ host, port }], name: "main" }))],
    [
      "redis 6",
      async (port) => {
        const sentinel = createSentinel({ name: "main", sentinelRootNodes: [{ host, port }] });
        sentinel.on("error", () => undefined);
        await sentinel.connect();
        onTestFinished(() => {
          void sentinel.destroy();
        });
        return sentinel;
      },
    ],
  ];

  it.each(rows)("keeps the limit, and goes on after a failover, with %s", async (_name, make) => {
    const { master, sentinel } = await startSentinel();
    const key = randomUUID();
    const made = await Promise.all([make(sentinel.port), make(sentinel.port)]);
    const throttles = made.map((redis) => redisThrottle({ redis, key, ...rate }));
    await expectRate(throttles);
    await master.kill();
    for (const throttle of throttles) {
      await throttle.acquire();
      await eventually(async () => {
        await throttle.acquire();
        expect(throttle.degradedBy).toBeUndefined();
      });
    }
  });
});

function closing<Client extends { on(event: "error", listener: () => void): unknown; disconnect(): void }>(
  redis: Client,
): Client {
  redis.on("error", () => undefined);
  onTestFinished(() => {
    redis.disconnect();
  });
  return redis;
}
