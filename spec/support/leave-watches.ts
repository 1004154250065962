// Run by spec/watch-executors-leaving.spec.ts: leaves watches wherever they may wait, and then has nothing to do. A timer
// or a socket that stays behind keeps it alive until the spec's time is up.
import { setTimeout as pause } from "node:timers/promises";
import { AthenaClient } from "@aws-sdk/client-athena";
import { watchExecutors, type ExecutorChange, type PaginationIterator } from "athena-executors";

const [idle, hanging] = process.argv.slice(2);
const controller = new AbortController();

function watch(port: string | undefined, abortSignal?: AbortSignal): PaginationIterator<ExecutorChange> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ region: "us-east-1", credentials, endpoint: `http://127.0.0.1:${String(port)}` });
  const config = { client, pollInterval: 600_000, abortSignal };
  return watchExecutors(config, { SessionId: "session" })[Symbol.asyncIterator]();
}

/** Reads on until the watch is left. */
async function outcome(iterator: PaginationIterator<ExecutorChange>): Promise<unknown> {
  try {
    while ((await iterator.next()).done !== true);
    return "left";
  } catch (reason) {
    return reason;
  }
}

const returned = watch(idle);
const outcomes = [watch(idle, controller.signal), watch(hanging, controller.signal), returned].map(outcome);
await pause(300);
controller.abort("enough");
await returned.return();
for await (const change of watch(idle)) if (change.initial) break;
process.stdout.write([...(await Promise.all(outcomes)), "left"].join(" "));
