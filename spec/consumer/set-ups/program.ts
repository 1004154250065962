// An application that lists a session of three pages with the default options.
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";

async function main(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint, region: "us-east-1", credentials });
  const ids = new Set<string>();
  for await (const { ExecutorId } of listExecutors({ client }, { SessionId: "my-session" })) ids.add(ExecutorId);
  client.destroy();
  console.log(`${ids.size} executors`);
}

void main(process.env["ENDPOINT"] ?? "");
