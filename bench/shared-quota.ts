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

/** The server over which the processes share a throttle. With `"nowhere"`, each process has its own throttle. */
export type SharedIn = "redis" | "valkey" | "cluster" | "nowhere";

/** The load and the quota of a run. */
export interface SharedQuotaCase {
  readonly sharedIn: SharedIn;
  /** Pages of each of the 80 sessions. */
  readonly pages: number;
  /** The quota of the service: calls per second, and calls in a burst. */
  readonly quota: { readonly rate: number; readonly burst: number };
  /** The limit of the throttle, in calls per second. */
  readonly limit: number;
}

/** The result of a run. */
export interface SharedQuotaFigures {
  /** Number of sessions, out of 80, with all executors listed. */
  readonly complete: number;
  /** Fraction of calls that the service throttled. */
  readonly rejected: number;
  /** Time from the start to the last page, in seconds. */
  readonly seconds: number;
  /** `seconds` divided by the lower bound, (calls − burst) / rate. */
  readonly ratio: number;
}

/** Lists 80 sessions in four processes under one quota. Needs the server of `sharedIn` on the `PATH`. */
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
  /** Several ports are the nodes of a cluster. */
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

/** Starts a process. When it is ready, resolves to a function that makes it begin. */
async function startWorker(task: WorkerTask): Promise<() => Promise<Done>> {
  const file = fileURLToPath(new URL("./shared-quota-worker.js", import.meta.url));
  const worker = fork(file, [JSON.stringify(task)], { execArgv: process.execArgv });
  const died = once(worker, "exit").then(([code]) => {
    throw new Error(`Expected the worker to send a report, but it exited with ${String(code)}`);
  });
  died.catch(() => undefined);
  await Promise.race([once(worker, "message"), died]);
  return async () => {
    worker.send("begin");
    const [report] = (await Promise.race([once(worker, "message"), died])) as [Done];
    return report;
  };
}
