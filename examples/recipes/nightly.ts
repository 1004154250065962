/** A nightly job that stores each ended session once, and the present state of each live session every night. */
import { AthenaClient, type SessionSummary } from "@aws-sdk/client-athena";
import { isLive, listWorkGroupExecutors, type SessionExecutor } from "athena-executors";
import { appendFile, readFile, rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

const client = new AthenaClient({});
// Ended states come last, so that a session that ends now is found. One that turns idle may be missed for a night.
const liveStates = ["CREATING", "CREATED", "IDLE", "BUSY", "DEGRADED", "TERMINATING"] as const;
const endedStates = ["TERMINATED", "FAILED"] as const;

/** Writes `ended.ndjson` and `live.ndjson` with a line for each session. After a crash, run the job again. */
export async function storeExecutors(workGroups: readonly string[], folder: string): Promise<void> {
  const [ended, live] = [join(folder, "ended.ndjson"), join(folder, "live.ndjson")];
  const stored = await storedSessions(ended);
  await writeFile(`${live}.part`, "");
  for (const WorkGroup of workGroups) {
    const config = { client, session: ({ SessionId = "" }: SessionSummary) => !stored.has(SessionId) };
    const input = { WorkGroup, SessionStateFilter: [...liveStates, ...endedStates] };
    const unfinished = new Map<string, SessionExecutor[]>();
    for await (const page of listWorkGroupExecutors(config, input).pages()) {
      const { SessionId, Session, isLast } = page;
      const executors = [...(unfinished.get(SessionId) ?? []), ...page.ExecutorsSummary];
      unfinished.set(SessionId, executors);
      if (!isLast) continue;
      unfinished.delete(SessionId);
      const isComplete = endedStates.some((state) => state === Session.Status?.State) && !executors.some(isLive);
      await appendFile(isComplete ? ended : `${live}.part`, `${JSON.stringify({ SessionId, executors })}\n`);
    }
  }
  await rename(`${live}.part`, live);
}

/** Removes a last line that a crash has truncated, and returns the ids of the sessions before it. */
async function storedSessions(path: string): Promise<Set<string>> {
  await appendFile(path, "");
  const lines = (await readFile(path, "utf8")).split("\n").slice(0, -1);
  await truncate(path, Buffer.byteLength(lines.map((line) => `${line}\n`).join("")));
  return new Set(lines.map((line) => (JSON.parse(line) as { SessionId: string }).SessionId));
}
