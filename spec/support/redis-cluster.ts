import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { startRedisServer, type RedisServer } from "./redis-server.js";

const SLOTS = 16_384;
const MASTERS = 3;
const LONGEST_START = 20_000; // ms
const host = "127.0.0.1";

/** A private Redis Cluster on the loopback interface. Three masters have a third of the slots each. */
export interface RedisCluster {
  /** The ports of the masters. The first master has the lowest slots. */
  readonly ports: readonly number[];
  readonly masters: readonly RedisServer[];
  kill(): Promise<void>;
}

/** Options of a cluster. */
export interface RedisClusterOptions {
  /** Whether the first master has a replica. */
  readonly hasReplica?: boolean;
  /** Milliseconds after which a node without an answer counts as failed. */
  readonly nodeTimeout?: number;
}

export async function startRedisCluster({
  hasReplica = false,
  nodeTimeout = 2000,
}: RedisClusterOptions = {}): Promise<RedisCluster> {
  const configuration = [
    "cluster-enabled yes",
    `cluster-node-timeout ${String(nodeTimeout)}`,
    // Fill the replica at once. The default delay is 5 s.
    "repl-diskless-sync-delay 0",
  ];
  const count = MASTERS + Number(hasReplica);
  const servers = await Promise.all(Array.from({ length: count }, () => startRedisServer({ configuration })));
  const nodes = servers.map(({ port }) => new Redis(port, host));
  try {
    await join(nodes, servers);
    if (hasReplica) await replicateFirst(nodes);
  } finally {
    for (const node of nodes) node.disconnect();
  }
  const masters = servers.slice(0, MASTERS);
  return {
    ports: masters.map(({ port }) => port),
    masters,
    kill: async () => {
      for (const server of servers) await server.kill();
    },
  };
}

async function join(nodes: readonly Redis[], servers: readonly RedisServer[]): Promise<void> {
  for (const [index, node] of nodes.entries()) {
    if (index < MASTERS) await node.call("CLUSTER", "ADDSLOTSRANGE", firstSlot(index), firstSlot(index + 1) - 1);
    await node.cluster("MEET", host, String(servers[0]?.port));
  }
  const isWhole = new RegExp(`cluster_state:ok[^]*cluster_known_nodes:${String(nodes.length)}`);
  for (const node of nodes) {
    await until(async () => isWhole.test(await node.cluster("INFO")));
  }
}

/** Makes the last node a replica of the first one. */
async function replicateFirst(nodes: readonly Redis[]): Promise<void> {
  const [first, replica] = [nodes[0], nodes.at(-1)];
  if (first === undefined || replica === undefined) return;
  await replica.cluster("REPLICATE", await first.cluster("MYID"));
  await until(async () => (await replica.info("replication")).includes("master_link_status:up"));
}

function firstSlot(master: number): number {
  return Math.round((master * SLOTS) / MASTERS);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + LONGEST_START;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error("The cluster did not start");
    await sleep(10);
  }
}
