/** `redisThrottle()`: four processes list the sessions of one workgroup and share a quota of 10 calls/s. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { AthenaClient, ListSessionsCommand } from "@aws-sdk/client-athena";
import { paginate } from "athena-executors";
import { startLocalAthena } from "athena-executors/testing";
import { demoWorkGroup, demoWorkGroupSessions } from "./support/demo-work-group.js";
import { plural } from "./support/plural.js";
import { hasRedisServer, startRedisServer } from "./support/redis-server.js";
import { stopSignal } from "./support/stop-signal.js";

const processes = 4;
const help = `Lists the sessions of a demo workgroup in ${processes} processes that share a quota over Redis.

It needs a redis-server on the PATH. It starts and stops its own server on a free port. The only option is --help.`;

const [argument] = process.argv.slice(2);
if (argument === "--help" || argument === "-h") {
  console.log(help);
} else if (argument !== undefined) {
  console.error(`Unknown argument ${JSON.stringify(argument)}. Accepted: --help`);
  process.exitCode = 1;
} else if (hasRedisServer()) {
  await sweep(stopSignal());
} else {
  console.log("Skipped: it needs a redis-server on the PATH.");
}

/** Lists the sessions in several processes. Redis, the endpoint and the workers are stopped also after an error. */
async function sweep(signal: AbortSignal): Promise<void> {
  const redis = await startRedisServer();
  const athena = await startLocalAthena({ sessions: demoWorkGroupSessions(), quota: { rate: 10, burst: 10 } });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: athena.url, region: "us-east-1", credentials });
  try {
    const config = { client, abortSignal: signal };
    const listed = paginate(config, ListSessionsCommand, { WorkGroup: demoWorkGroup }, "Sessions");
    const sessions = (await listed.toArray()).map(({ SessionId = "" }) => SessionId);
    const parts = Array.from({ length: processes }, (_, part) => sessions.filter((_, n) => n % processes === part));
    await Promise.all(parts.map((part) => work([athena.url, redis.url, ...part], signal)));

    const calls = athena.requests.filter(({ operation }) => operation === "ListExecutors");
    const throttled = calls.filter(({ status }) => status !== 200);
    console.log(`${plural(calls.length, "call")} by ${processes} processes, ${throttled.length} throttled.`);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    client.destroy();
    await athena.close();
    await redis.stop();
  }
}

/** Runs a worker and prints its messages. Only this process writes to the terminal. */
async function work(words: readonly string[], signal: AbortSignal): Promise<void> {
  const script = fileURLToPath(new URL("support/shared-quota-worker.ts", import.meta.url));
  const worker = fork(script, words, { signal, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  worker.on("message", (line) => {
    console.log(line);
  });
  await once(worker, "exit");
}
