/** `redisThrottle()`: four processes sweep one workgroup, and keep to one quota of 10 calls/s together. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { AthenaClient, ListSessionsCommand } from "@aws-sdk/client-athena";
import { paginate } from "athena-executors";
import { startLocalAthena } from "athena-executors/testing";
import { hasRedisServer, startRedisServer } from "../spec/support/redis-server.js";
import { demoWorkGroup, demoWorkGroupSessions } from "./support/demo-work-group.js";

const processes = 4;

if (hasRedisServer()) await sweep();
else console.log("Skipped: it needs a redis-server on the PATH.");

async function sweep(): Promise<void> {
  const redis = await startRedisServer();
  const athena = await startLocalAthena({ sessions: demoWorkGroupSessions(), quota: { rate: 10, burst: 10 } });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: athena.url, region: "us-east-1", credentials });
  const listed = paginate({ client }, ListSessionsCommand, { WorkGroup: demoWorkGroup }, "Sessions");
  const sessions = (await listed.toArray()).map(({ SessionId = "" }) => SessionId);

  const worker = fileURLToPath(new URL("support/shared-quota-worker.ts", import.meta.url));
  const parts = Array.from({ length: processes }, (_, part) => sessions.filter((_, n) => n % processes === part));
  await Promise.all(parts.map((part) => once(fork(worker, [athena.url, redis.url, ...part]), "exit")));

  const calls = athena.requests.filter(({ operation }) => operation === "ListExecutors");
  const throttled = calls.filter(({ status }) => status !== 200);
  console.log(
    `${String(calls.length)} calls by ${String(processes)} processes, ${String(throttled.length)} throttled.`,
  );
  client.destroy();
  await athena.close();
  await redis.kill();
}
