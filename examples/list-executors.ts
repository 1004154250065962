/** The `for await` loop: a table of the executors of a session, newest first. */
import { listExecutors, startTime, terminationTime, type ExecutorSummary } from "athena-executors";
import { clock } from "./support/clock.js";
import { connect } from "./support/connect.js";
import { duration } from "./support/duration.js";
import { progress } from "./support/progress.js";
import { hasEnded, summary } from "./support/summary.js";
import { printTable } from "./support/table.js";

await connect("Lists the executors of a session, newest first.", async ({ client, SessionId }) => {
  const executors: ExecutorSummary[] = [];
  for await (const executor of listExecutors({ client, onEvent: progress() }, { SessionId })) {
    executors.push(executor);
  }
  printTable(["STATE", "TYPE", ">DPUS", "STARTED", ">RAN FOR", "EXECUTOR"], executors.map(cells));
  console.log(`\n${summary(executors)}`);
});

function cells(executor: ExecutorSummary): string[] {
  const { ExecutorId, ExecutorState = "-", ExecutorType = "-", ExecutorSize = "-" } = executor;
  const start = startTime(executor);
  return [ExecutorState, ExecutorType, String(ExecutorSize), start ? clock(start) : "-", ranFor(executor), ExecutorId];
}

/** To its end, or to now while it lives. */
function ranFor(executor: ExecutorSummary): string {
  const start = startTime(executor);
  const end = terminationTime(executor) ?? (hasEnded(executor) ? undefined : new Date());
  return start && end ? duration(end.getTime() - start.getTime()) : "-";
}
