/**
 * One quota, four processes: what a throttle that is shared over Redis makes of it, beside four local ones. Needs a
 * `redis-server` on the PATH. By itself: `npx tsx bench/shared-quota.ts [--pages 5] [--outage]`.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startLocalAthena, type LocalAthena, type LocalSession } from "athena-executors/testing";
import { startRedisServer, type RedisServer } from "../spec/support/redis-server.js";
import type { WorkerReport, WorkerTask } from "./shared-quota-worker.js";

const PROCESSES = 4;
const SESSIONS = 80;
const PAGE_SIZE = 10;
const LATENCY = 20; // ms

/** What is played through. */
export interface SharedQuotaCase {
  readonly throttle: "redis" | "local";
  /** Pages of each of the 80 sessions. */
  readonly pages: number;
  /** The service's quota: calls per second, and at once. */
  readonly quota: { readonly rate: number; readonly burst: number };
  /** The throttle's: calls per second. */
  readonly limit: number;
  /** When Redis is killed and when it is started again, in ms from the start. */
  readonly outage?: { readonly from: number; readonly to: number } | undefined;
}

/** What came of it. */
export interface SharedQuotaFigures {
  /** Sessions of which every executor was listed, out of 80. */
  readonly complete: number;
  /** Calls that the service answered with a page. */
  readonly calls: number;
  /** The share of all calls that the service throttled. */
  readonly rejected: number;
  /** From the start to the last page, in seconds. */
  readonly seconds: number;
  /** `seconds` by the lower bound, (calls − burst) / rate. */
  readonly ratio: number;
  /** Events of listings that went on without Redis. */
  readonly degraded: number;
}

export async function sharedQuotaFigures(played: SharedQuotaCase): Promise<SharedQuotaFigures> {
  const athena = await startLocalAthena({ sessions: sessions(played.pages), quota: played.quota, latency: LATENCY });
  const redis = played.throttle === "redis" ? await startRedisServer() : undefined;
  try {
    return await play(played, athena, redis);
  } finally {
    await redis?.kill();
    await athena.close();
  }
}

async function play(
  played: SharedQuotaCase,
  athena: LocalAthena,
  redis: RedisServer | undefined,
): Promise<SharedQuotaFigures> {
  const workers = await Promise.all(tasks(played, athena.url, redis?.port).map(startWorker));
  const start = performance.now();
  const [reports] = await Promise.all([
    Promise.all(workers.map((run) => run())),
    redis !== undefined && played.outage !== undefined && breakDown(redis, played.outage),
  ]);
  const seconds = (Math.max(...athena.requests.map(({ answeredAt }) => answeredAt ?? 0)) - start) / 1000;
  const calls = athena.requests.filter(({ status }) => status === 200).length;
  const { rate, burst } = played.quota;
  const listed = reports.flatMap((report) => report.listed);
  return {
    complete: listed.filter((executors) => executors === played.pages * PAGE_SIZE).length,
    calls,
    rejected: 1 - calls / athena.requests.length,
    seconds,
    ratio: seconds / ((calls - burst) / rate),
    degraded: reports.reduce((sum, { degraded }) => sum + degraded, 0),
  };
}

function sessions(pages: number): LocalSession[] {
  return Array.from({ length: SESSIONS }, (_, session) => ({
    SessionId: `session-${String(session)}`,
    executors: Array.from({ length: pages * PAGE_SIZE }, (_, executor) => ({ ExecutorId: String(executor) })),
  }));
}

function tasks({ limit }: SharedQuotaCase, url: string, redisPort: number | undefined): WorkerTask[] {
  return Array.from({ length: PROCESSES }, (_, worker) => {
    const mine = Array.from({ length: SESSIONS / PROCESSES }, (_, n) => `session-${String(n * PROCESSES + worker)}`);
    return { url, redisPort, sessions: mine, pageSize: PAGE_SIZE, limit, interval: 1000 };
  });
}

type Done = Extract<WorkerReport, { type: "done" }>;

/** Starts a process; resolves, when it is ready, to what has it begin. */
async function startWorker(task: WorkerTask): Promise<() => Promise<Done>> {
  const file = fileURLToPath(new URL(`./shared-quota-worker${extname(import.meta.url)}`, import.meta.url));
  const worker = fork(file, [JSON.stringify(task)], { execArgv: process.execArgv });
  const died = once(worker, "exit").then(([code]) => {
    throw new Error(`A worker has ended before its work, with ${String(code)}`);
  });
  died.catch(() => undefined);
  await Promise.race([once(worker, "message"), died]);
  return async () => {
    worker.send("begin");
    const [report] = (await Promise.race([once(worker, "message"), died])) as [Done];
    return report;
  };
}

async function breakDown(redis: RedisServer, { from, to }: { from: number; to: number }): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, from));
  await redis.kill();
  await new Promise((resolve) => setTimeout(resolve, to - from));
  await redis.restart();
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pages: { type: "string", default: "5" },
      rate: { type: "string", default: "10" },
      outage: { type: "boolean", default: false },
      only: { type: "string" },
    },
  });
  const rate = Number(values.rate);
  const outage = values.outage ? { from: 5000, to: 9000 } : undefined;
  const common = { pages: Number(values.pages), quota: { rate, burst: rate }, limit: 10, outage };
  for (const throttle of ["redis", "local"] as const) {
    if (values.only !== undefined && values.only !== throttle) continue;
    const { complete, calls, rejected, seconds, ratio, degraded } = await sharedQuotaFigures({ ...common, throttle });
    console.log(
      `${throttle.padEnd(6)} ${String(complete)} of ${String(SESSIONS)} complete, ${String(calls)} calls, ` +
        `${(rejected * 100).toFixed(1)} % rejected, ${seconds.toFixed(1)} s, ${ratio.toFixed(3)} × the lower bound, ` +
        `${String(degraded)} degraded events`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
