// Run by spec/list-executors/cursors-killed.spec.ts: appends executors to a file, each with the cursor after it, from the last one on.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";

const [endpoint, file] = process.argv.slice(2) as [string, string];
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const client = new AthenaClient({ region: "us-east-1", credentials, endpoint });

// A line that was cut off by the end of the process before is no line.
const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
const cursor = lines.at(-1)?.split(" ")[1];

const executors = listExecutors({ client, throttle: false, cursor, pageSize: 7 }, { SessionId: "session" });
for await (const one of executors.withCursors()) appendFileSync(file, `${one.executor.ExecutorId} ${one.cursor}\n`);
process.exit(0);
