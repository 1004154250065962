/** An application that installed the package and imports its entry points. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";
import { redisThrottle } from "athena-executors/redis";
import { startLocalAthena } from "athena-executors/testing";

const server = await startLocalAthena({
  sessions: [
    {
      SessionId: "session",
      executors: [
        { ExecutorId: "worker", ExecutorState: "REGISTERED", StartDateTime: 1_700_000_060 },
        { ExecutorId: "coordinator", ExecutorState: "REGISTERED", StartDateTime: 1_700_000_000 },
      ],
    },
  ],
});
const client = new AthenaClient({
  endpoint: server.url,
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
// There is no Redis here, only the shape of a client: the throttle goes on by itself, and the listing says so.
const refuse = (): Promise<never> => Promise.reject(new Error("There is no Redis."));
const redis = { isOpen: true, eval: refuse, multi: () => ({ exec: refuse }) };
const throttle = redisThrottle({ redis, key: "consumer", limit: 1000, interval: 1000 });

const told: string[] = [];
const executors = listExecutors(
  {
    client,
    throttle,
    pageSize: 1,
    onEvent: ({ type }) => {
      if (type === "throttle-degraded") told.push(type);
    },
  },
  { SessionId: "session", ExecutorStateFilter: ["REGISTERED"] },
);
for await (const executor of executors) {
  const state: "REGISTERED" = executor.ExecutorState;
  told.push(`${executor.ExecutorId} ${state}`);
}
client.destroy();
await server.close();

if (told.join() !== "throttle-degraded,worker REGISTERED,coordinator REGISTERED") {
  throw new Error(`Told: ${told.join()}`);
}
console.log("import: two executors, two pages");
