import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startLocalAthena, type LocalAthena, type LocalSession } from "athena-executors/testing";
import { startRedisCluster } from "../spec/support/redis-cluster.js";
import { startRedisServer } from "../spec/support/redis-server.js";
import type { WorkerReport, WorkerTask } from "./shared-quota-worker.js";

const PROCESSES = 4;
const SESSIONS = 80;
const PAGE_SIZE = 10;
const LATENCY = 20; // ms

/** Where the processes share a throttle; `"nowhere"` gives each one of its own. */
export type SharedIn = "redis" | "valkey" | "cluster" | "nowhere";

/** What is played through. */
export interface SharedQuotaCase {
  readonly sharedIn: SharedIn;
  /** Pages of each of the 80 sessions. */
  readonly pages: number;
  /** The service's quota: calls per second, and at once. */
  readonly quota: { readonly rate: number; readonly burst: number };
  /** The throttle's: calls per second. */
  readonly limit: number;
}

/** What came of it. */
export interface SharedQuotaFigures {
  /** Sessions of which every executor was listed, out of 80. */
  readonly complete: number;
  /** The share of all calls that the service throttled. */
  readonly rejected: number;
  /** From the start to the last page, in seconds. */
  readonly seconds: number;
  /** `seconds` by the lower bound, (calls − burst) / rate. */
  readonly ratio: number;
}

/** Has four processes list 80 sessions under one quota. Needs a server of that kind on the `PATH`. */
export async function sharedQuotaFigures(played: SharedQuotaCase): Promise<SharedQuotaFigures> {
  const athena = await startLocalAthena({ sessions: sessions(played.pages), quota: played.quota, latency: LATENCY });
  const store = await startStore(played.sharedIn);
  try {
    return await play(played, athena, store.ports);
  } finally {
    await store.kill();
    await athena.close();
  }
}

interface Store {
  /** Several are nodes of a cluster. */
  readonly ports: readonly number[];
  kill(): Promise<void>;
}

async function startStore(sharedIn: SharedIn): Promise<Store> {
  if (sharedIn === "cluster") return startRedisCluster();
  if (sharedIn === "nowhere") return { ports: [], kill: () => Promise.resolve() };
  const server = await startRedisServer({ executable: `${sharedIn}-server` });
  return { ports: [server.port], kill: () => server.kill() };
}

async function play(
  played: SharedQuotaCase,
  athena: LocalAthena,
  redisPorts: readonly number[],
): Promise<SharedQuotaFigures> {
  const workers = await Promise.all(tasks(played, athena.url, redisPorts).map(startWorker));
  const start = performance.now();
  const reports = await Promise.all(workers.map((run) => run()));
  const seconds = (Math.max(...athena.requests.map(({ answeredAt }) => answeredAt ?? 0)) - start) / 1000;
  const calls = athena.requests.filter(({ status }) => status === 200).length;
  const { rate, burst } = played.quota;
  const listed = reports.flatMap((report) => report.listed);
  return {
    complete: listed.filter((executors) => executors === played.pages * PAGE_SIZE).length,
    rejected: 1 - calls / athena.requests.length,
    seconds,
    ratio: seconds / ((calls - burst) / rate),
  };
}

function sessions(pages: number): LocalSession[] {
  return Array.from({ length: SESSIONS }, (_, session) => ({
    SessionId: `session-${String(session)}`,
    executors: Array.from({ length: pages * PAGE_SIZE }, (_, executor) => ({ ExecutorId: String(executor) })),
  }));
}

function tasks({ limit }: SharedQuotaCase, url: string, redisPorts: readonly number[]): WorkerTask[] {
  return Array.from({ length: PROCESSES }, (_, worker) => {
    const mine = Array.from({ length: SESSIONS / PROCESSES }, (_, n) => `session-${String(n * PROCESSES + worker)}`);
    return { url, redisPorts, sessions: mine, pageSize: PAGE_SIZE, limit, interval: 1000 };
  });
}

type Done = Extract<WorkerReport, { type: "done" }>;

/** Starts a process; resolves, when it is ready, to what has it begin. */
async function startWorker(task: WorkerTask): Promise<() => Promise<Done>> {
  const file = fileURLToPath(new URL("./shared-quota-worker.js", import.meta.url));
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
