/** `watchExecutors()`: a table that is redrawn as executors change; without a terminal, a line for every change. */
import { startTime, watchExecutors, type ExecutorChange, type ExecutorSummary } from "athena-executors";
import { clock } from "./support/clock.js";
import { connectToLivingSession } from "./support/connect.js";
import { redrawn } from "./support/redrawn.js";
import { hasEnded, summary } from "./support/summary.js";
import { tableLines } from "./support/table.js";

await connectToLivingSession("Follows the executors of a session.", async ({ client, SessionId, pollInterval }) => {
  const executors = new Map<string, ExecutorSummary>();
  const table = redrawn(() => screen([...executors.values()]));

  for await (const change of watchExecutors({ client, pollInterval }, { SessionId })) {
    executors.set(change.executor.ExecutorId, change.executor);
    if (process.stdout.isTTY) table.redraw();
    else console.log(line(change));
  }
  if (process.stdout.isTTY) table.done();
  else console.log(summary([...executors.values()]));
});

/** The live executors, newest first, if there are any. */
function screen(executors: readonly ExecutorSummary[]): string[] {
  const live = executors.filter((executor) => !hasEnded(executor)).reverse();
  const table = tableLines(["STATE", "TYPE", "STARTED", "EXECUTOR"], live.map(cells));
  return [summary(executors), ...(live.length === 0 ? [] : ["", ...table])];
}

function cells(executor: ExecutorSummary): string[] {
  const { ExecutorState = "-", ExecutorType = "-", ExecutorId } = executor;
  const start = startTime(executor);
  return [ExecutorState, ExecutorType, start ? clock(start) : "-", ExecutorId];
}

function line({ type, executor, previous }: ExecutorChange): string {
  const { ExecutorState = "-", ExecutorType = "-", ExecutorId } = executor;
  const change = type === "joined" ? `joined, ${ExecutorState}` : `${previous ?? "-"} → ${ExecutorState}`;
  return `${clock(new Date())}  ${ExecutorId}  ${ExecutorType.padEnd(11)}  ${change}`;
}
