/** An application that installed the package and imports it. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";
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

const ids: string[] = [];
const executors = listExecutors({ client, pageSize: 1 }, { SessionId: "session", ExecutorStateFilter: ["REGISTERED"] });
for await (const executor of executors) {
  const state: "REGISTERED" = executor.ExecutorState;
  ids.push(`${executor.ExecutorId} ${state}`);
}
client.destroy();
await server.close();

if (ids.join() !== "worker REGISTERED,coordinator REGISTERED") throw new Error(`Listed: ${ids.join()}`);
console.log(`import: ${ids.join(", ")}`);
