/** `executorUsage()`: what a session uses and has used, by state and by type. */
import { executorUsage, listExecutors, type ExecutorSummary } from "athena-executors";
import { connect } from "./support/connect.js";
import { printTable } from "./support/table.js";

await connect("Adds up the executors of a session by state and type.", async ({ client, SessionId }) => {
  const executors = await listExecutors({ client }, { SessionId }).toArray();
  const now = new Date();

  printUsage("STATE", ({ ExecutorState = "-" }) => ExecutorState);
  console.log();
  printUsage("TYPE", ({ ExecutorType = "-" }) => ExecutorType);

  function printUsage(title: string, nameOf: (executor: ExecutorSummary) => string): void {
    const rows = Array.from(new Set(executors.map(nameOf)), (name) => [
      name,
      ...figures(executors.filter((executor) => nameOf(executor) === name)),
    ]);
    printTable(
      [title.padEnd(11), ">EXECUTORS", ">DPUS IN USE", ">DPU-HOURS"],
      [...rows, ["all", ...figures(executors)]],
    );
  }

  function figures(group: readonly ExecutorSummary[]): string[] {
    const { executors: count, dpusInUse, dpuHours } = executorUsage(group, { now });
    return [String(count), String(dpusInUse), dpuHours.toFixed(2)];
  }
});
