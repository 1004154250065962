import { randomUUID } from "node:crypto";
import { Cluster, Redis } from "ioredis";
import ioredisOldest from "ioredis-oldest";
import { createCluster, createSentinel } from "redis";
import { createCluster as createCluster5 } from "redis-5";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { redisThrottle, type RedisClient, type Throttle } from "../../lib/redis/index.js";
import { until } from "../support/waiting.js";
import { clients } from "../support/redis-clients.js";
import { startRedisCluster, type RedisCluster } from "../support/redis-cluster.js";
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
  expectSpaced(grants, start);
}

function expectSpaced(grants: readonly number[], start: number): void {
  const sorted = [...grants].sort((one, other) => one - other);
  for (const [index, grant] of sorted.entries()) expect(grant - start).toBeGreaterThanOrEqual(index * 20);
}

async function expectReturn(throttles: readonly Throttle[]): Promise<void> {
  for (const throttle of throttles) {
    await throttle.acquire();
    await until(async () => {
      await throttle.acquire();
      expect(throttle.degradedBy).toBeUndefined();
    });
  }
}

interface Calls {
  /** Waits for several further calls. */
  more(): Promise<void>;
  /** Ends the calls. Expects that the limit was kept and that every call used Redis. */
  stop(): Promise<void>;
}

/** Makes calls without pauses, with two callers per throttle. */
function callOn(throttles: readonly Throttle[]): Calls {
  const grants: number[] = [];
  const degradedBy: unknown[] = [];
  let isOver = false;
  const start = performance.now();
  const call = async (throttle: Throttle): Promise<void> => {
    while (!isOver) {
      grants.push(Number(await throttle.acquire()));
      if (throttle.degradedBy !== undefined) degradedBy.push(throttle.degradedBy);
    }
  };
  const callers = Promise.all([...throttles, ...throttles].map(call));
  return {
    more: async () => {
      const enough = grants.length + 10;
      await until(() => {
        expect(grants.length).toBeGreaterThanOrEqual(enough);
      });
    },
    stop: async () => {
      isOver = true;
      await callers;
      expect(degradedBy).toEqual([]);
      expectSpaced(grants, start);
    },
  };
}

/** Moves the slot of an existing key to another node, as `redis-cli --cluster reshard` does, during calls. */
async function moveSlot(key: string, ports: readonly number[], pause: () => Promise<void>): Promise<void> {
  const nodes = ports.map((port) => closing(new Redis(port, host)));
  const [slot = 0] = await Promise.all(nodes.map((node) => node.cluster("KEYSLOT", key)));
  const count = (node: Redis): Promise<number> => node.cluster("COUNTKEYSINSLOT", slot);
  const counts = await Promise.all(nodes.map(count));
  const [from, to] = [nodes[counts.indexOf(1)], nodes[counts.indexOf(0)]];
  if (from === undefined || to === undefined) throw new Error(`No node has the key: ${String(counts)}`);
  const ids = { from: await from.cluster("MYID"), to: await to.cluster("MYID") };
  await to.call("CLUSTER", "SETSLOT", slot, "IMPORTING", ids.from);
  await from.call("CLUSTER", "SETSLOT", slot, "MIGRATING", ids.to);
  await pause();
  await from.call("MIGRATE", host, String(ports[counts.indexOf(0)]), key, 0, 5000);
  await pause();
  expect([await count(from), await count(to)]).toEqual([0, 1]);
  for (const node of [to, from]) await node.call("CLUSTER", "SETSLOT", slot, "NODE", ids.to);
}

/** Creates a key in the first third of the slots, which belongs to the first master. */
async function keyOfFirstMaster(ports: readonly number[]): Promise<string> {
  const node = closing(new Redis(Number(ports[0]), host));
  for (;;) {
    const key = randomUUID();
    if ((await node.cluster("KEYSLOT", `athena-executors:${key}`)) < 16_384 / 3 - 1) return key;
  }
}

function rootNodes(ports: readonly number[]): { url: string }[] {
  return ports.map((port) => ({ url: `redis://${host}:${String(port)}` }));
}

describeWithServers("A throttle over Valkey", ["valkey-server"], () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer({ executable: "valkey-server" });
    return () => server.kill();
  });

  it.each(clients)("keeps one limit for all processes, with %s", async (_name, client) => {
    const key = randomUUID();
    await expectRate([1, 2].map(() => redisThrottle({ redis: client(server.port), key, ...rate })));
  });
});

type ClusterRow = readonly [name: string, make: (ports: readonly number[]) => RedisClient | Promise<RedisClient>];

const newestClusters: readonly ClusterRow[] = [
  ["ioredis 6", (ports) => closing(new Cluster(ports.map((port) => ({ host, port }))))],
  [
    "redis 6",
    // By default, this client looks for the new master only after 5 s.
    (ports) =>
      connected(createCluster({ rootNodes: rootNodes(ports), topologyRefreshOnReconnectionAttemptStrategy: 200 })),
  ],
];

const clusters: readonly ClusterRow[] = [
  ...newestClusters,
  ["ioredis 5", (ports) => closing(new ioredisOldest.default.Cluster(ports.map((port) => ({ host, port }))))],
  ["redis 5", (ports) => connected(createCluster5({ rootNodes: rootNodes(ports) }))],
];

describeWithServers("A throttle over Redis Cluster", ["redis-server"], () => {
  let cluster: RedisCluster;

  beforeAll(async () => {
    cluster = await startRedisCluster();
    return () => cluster.kill();
  });

  it.each(clusters)("keeps one limit for all processes, with %s", async (_name, make) => {
    for (const key of ["a", "b", "c", "{d}"].map((prefix) => `${prefix}${randomUUID()}`)) {
      const made = await Promise.all([make(cluster.ports), make(cluster.ports)]);
      await expectRate(made.map((redis) => redisThrottle({ redis, key, ...rate })));
    }
  });

  it.each(newestClusters)("keeps the limit while its slot moves, with %s", async (_name, make) => {
    const key = randomUUID();
    const made = await Promise.all([make(cluster.ports), make(cluster.ports)]);
    const throttles = made.map((redis) => redisThrottle({ redis, key, ...rate }));
    const calls = callOn(throttles);
    await calls.more();
    await moveSlot(`athena-executors:${key}`, cluster.ports, () => calls.more());
    await calls.more();
    await calls.stop();
  });
});

describeWithServers("Throttles over a cluster with a replica", ["redis-server"], () => {
  it("keep the limit and use Redis again after a failover", async () => {
    const cluster = await startRedisCluster({ hasReplica: true, nodeTimeout: 500 });
    onTestFinished(() => cluster.kill());
    const key = await keyOfFirstMaster(cluster.ports);
    const made = await Promise.all(newestClusters.map(async ([, make]) => make(cluster.ports)));
    const throttles = made.map((redis) => redisThrottle({ redis, key, ...rate }));
    await expectRate(throttles);
    await cluster.masters[0]?.kill();
    await expectReturn(throttles);
    await expectRate(throttles);
  });
});

describeWithServers("A throttle over Redis Sentinel", ["redis-server", "redis-sentinel"], () => {
  /** Starts a master, a replica and a sentinel. */
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
    await until(async () => {
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

  it.each(rows)("keeps the limit and continues after a failover, with %s", async (_name, make) => {
    const { master, sentinel } = await startSentinel();
    const key = randomUUID();
    const made = await Promise.all([make(sentinel.port), make(sentinel.port)]);
    const throttles = made.map((redis) => redisThrottle({ redis, key, ...rate }));
    await expectRate(throttles);
    await master.kill();
    await expectReturn(throttles);
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

async function connected<
  Client extends { on(event: "error", listener: () => void): unknown; connect(): Promise<unknown>; destroy(): void },
>(redis: Client): Promise<Client> {
  redis.on("error", () => undefined);
  await redis.connect();
  onTestFinished(() => {
    redis.destroy();
  });
  return redis;
}
