/** A worker process of `shared-quota.ts`. Lists sessions concurrently and reports the executor count of each. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { createThrottle, listExecutors, type Throttle } from "athena-executors";
import { redisThrottle } from "athena-executors/redis";
import { Cluster, Redis } from "ioredis";

/** The task of a worker, passed as JSON on the command line. */
export interface WorkerTask {
  readonly url: string;
  /** Several ports are the nodes of a cluster. Without ports, the process has its own throttle. */
  readonly redisPorts: readonly number[];
  readonly sessions: readonly string[];
  readonly pageSize: number;
  readonly limit: number;
  readonly interval: number;
}

/** Sent when the worker is ready, and again at the end with the number of executors in each complete listing. */
export type WorkerReport = { readonly type: "ready" } | { readonly type: "done"; readonly listed: readonly number[] };

const task = JSON.parse(process.argv[2] ?? "") as WorkerTask;
const redis = clientOf(task);
redis?.on("error", () => undefined);
await redis?.connect();

function clientOf({ redisPorts }: WorkerTask): Redis | Cluster | undefined {
  const nodes = redisPorts.map((port) => ({ host: "127.0.0.1", port }));
  if (nodes.length > 1) return new Cluster(nodes, { lazyConnect: true });
  return nodes[0] && new Redis({ ...nodes[0], lazyConnect: true });
}

function throttleOf({ limit, interval }: WorkerTask): Throttle {
  return redis === undefined
    ? createThrottle({ limit, interval })
    : redisThrottle({ redis, key: "bench", limit, interval });
}

async function work(): Promise<void> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: task.url, region: "us-east-1", credentials });
  const config = { client, throttle: throttleOf(task), pageSize: task.pageSize };
  const results = await Promise.allSettled(
    task.sessions.map(async (SessionId) => (await listExecutors(config, { SessionId }).toArray()).length),
  );
  const listed = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  client.destroy();
  redis?.disconnect();
  // Disconnecting before the report is sent would lose it.
  tell({ type: "done", listed }, () => {
    process.disconnect();
  });
}

function tell(report: WorkerReport, sent?: () => void): void {
  process.send?.(report, undefined, undefined, sent);
}

process.once("message", () => {
  void work();
});
tell({ type: "ready" });
