/** `listWorkGroupExecutors()`: how many DPUs a workgroup is using right now, by session. */
import { executorUsage, listWorkGroupExecutors, type SessionExecutor } from "athena-executors";
import { connectToWorkGroup } from "./support/connect.js";
import { progress } from "./support/progress.js";
import { printTable } from "./support/table.js";

await connectToWorkGroup("Adds up the DPUs that a workgroup is using, by session.", async ({ client, WorkGroup }) => {
  const sessions = new Map<string, SessionExecutor[]>();
  for await (const executor of listWorkGroupExecutors({ client, onEvent: progress() }, { WorkGroup })) {
    const executors = sessions.get(executor.SessionId) ?? [];
    sessions.set(executor.SessionId, executors);
    executors.push(executor);
  }

  const usages = Array.from(sessions, ([SessionId, executors]) => ({ SessionId, ...executorUsage(executors) }));
  usages.sort((one, other) => other.dpusInUse - one.dpusInUse);

  const total = { SessionId: "all", ...executorUsage([...sessions.values()].flat()) };
  printTable(
    ["SESSION", ">DPUS IN USE", ">DPU-HOURS", ">EXECUTORS"],
    [...usages, total].map(({ SessionId, dpusInUse, dpuHours, executors }) => [
      SessionId,
      String(dpusInUse),
      dpuHours.toFixed(1),
      String(executors),
    ]),
  );
});
