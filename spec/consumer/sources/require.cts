/** An application in CommonJS, with the CommonJS build of the SDK. */
import athenaSdk = require("@aws-sdk/client-athena");
import athenaExecutors = require("athena-executors");
import redis = require("athena-executors/redis");
import testing = require("athena-executors/testing");

async function main(): Promise<void> {
  const server = await testing.startLocalAthena({
    sessions: [{ SessionId: "session", executors: [{ ExecutorId: "coordinator" }] }],
  });
  const client = new athenaSdk.AthenaClient({
    endpoint: server.url,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const executors = await athenaExecutors.listExecutors({ client }, { SessionId: "session" }).toArray();
  client.destroy();
  await server.close();
  if (executors[0]?.ExecutorId !== "coordinator") throw new Error(`Listed: ${JSON.stringify(executors)}`);
  if (redis.isThrottleUnavailableError(new Error("another one"))) throw new Error("That guard takes anything.");
  console.log("require: one executor");
}

void main();
