// Run by spec/list-executors/cursors-killed.spec.ts. Appends executors and their cursors to a file. Resumes after the
// last complete line.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";

const [endpoint, file] = process.argv.slice(2) as [string, string];
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const client = new AthenaClient({ region: "us-east-1", credentials, endpoint });

// The previous process may have left an incomplete last line.
const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
const cursor = lines.at(-1)?.split(" ")[1];

const executors = listExecutors({ client, throttle: false, cursor, pageSize: 7 }, { SessionId: "session" });
for await (const one of executors.withCursors()) appendFileSync(file, `${one.executor.ExecutorId} ${one.cursor}\n`);
process.exit(0);
