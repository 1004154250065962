/** Writes the executors of a session as CSV, for a spreadsheet. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors, startTime, terminationTime, type ExecutorSummary } from "athena-executors";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

const client = new AthenaClient({});
const header = ["executor_id", "type", "state", "dpus", "started", "ended"];

/** Writes the executors to a file, newest first, with at most one page in memory. */
export async function writeCsv(SessionId: string, path: string): Promise<void> {
  await pipeline(listExecutors({ client }, { SessionId }), toCsv, createWriteStream(path));
}

async function* toCsv(executors: AsyncIterable<ExecutorSummary>): AsyncGenerator<string> {
  yield row(header);
  for await (const executor of executors) {
    const { ExecutorId, ExecutorType, ExecutorState, ExecutorSize } = executor;
    const times = [startTime(executor), terminationTime(executor)].map((time) => time?.toISOString());
    yield row([ExecutorId, ExecutorType, ExecutorState, ExecutorSize, ...times]);
  }
}

/** Formats a line as RFC 4180 requires. Missing values are empty. */
function row(values: readonly (string | number | undefined)[]): string {
  const cells = values.map((value = "") => String(value).replaceAll('"', '""'));
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell}"` : cell)).join(",")}\r\n`;
}
