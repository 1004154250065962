/** What an application writes, compiled strictly and never run: the types narrow in every project, not only in ours. */
import { AthenaClient, ListSessionsCommand, type ExecutorState, type SessionSummary } from "@aws-sdk/client-athena";
import {
  createThrottle,
  executorUsage,
  isCursorError,
  listExecutors,
  listWorkGroupExecutors,
  paginate,
  retryPlugin,
  throttlePlugin,
  watchExecutors,
  type ExecutorSummary,
  type PaginationEvent,
} from "athena-executors";
import { isThrottleUnavailableError } from "athena-executors/redis";
import { startLocalAthena, type LocalAthena } from "athena-executors/testing";

/* eslint-disable @typescript-eslint/no-unused-vars, @typescript-eslint/no-unnecessary-type-parameters --
   Only types count here. */
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

const client = new AthenaClient({});
const SessionId = "session";

export async function narrowed(): Promise<void> {
  for await (const { ExecutorState } of listExecutors({ client }, { SessionId, ExecutorStateFilter: "FAILED" })) {
    true satisfies Same<typeof ExecutorState, "FAILED">;
  }
  const leaving = listExecutors({ client }, { SessionId, ExecutorStateFilter: ["TERMINATING", "TERMINATED"] });
  const [first] = await leaving.toArray();
  true satisfies Same<typeof first, ExecutorSummary<"TERMINATING" | "TERMINATED"> | undefined>;
  for await (const { ExecutorsSummary, cursor } of listExecutors({ client }, { SessionId }).pages()) {
    true satisfies Same<(typeof ExecutorsSummary)[number]["ExecutorState"], ExecutorState | undefined>;
    true satisfies Same<typeof cursor, string>;
  }
}

export async function inferred(): Promise<void> {
  const sessions = paginate({ client }, ListSessionsCommand, { WorkGroup: "primary" }, "Sessions");
  for await (const session of sessions) true satisfies Same<typeof session, SessionSummary>;
  // @ts-expect-error a member that is no list
  paginate({ client }, ListSessionsCommand, { WorkGroup: "primary" }, "NextToken");
  const sweep = listWorkGroupExecutors({ client }, { WorkGroup: "primary", ExecutorStateFilter: ["REGISTERED"] });
  for await (const executor of sweep) true satisfies Same<typeof executor.SessionId, string>;
}

export async function followed(): Promise<void> {
  for await (const change of watchExecutors({ client }, { SessionId })) {
    if (change.type === "joined") true satisfies Same<typeof change.previous, undefined>;
  }
}

export function told(event: PaginationEvent, error: unknown): string {
  if (event.type === "wait") return event.reason satisfies "throttle" | "cool-down" | "backoff";
  if (event.type === "end") return `${event.totals.yielded} ${event.reason}`;
  if (isThrottleUnavailableError(error)) return error.name satisfies "ThrottleUnavailableError";
  return isCursorError(error) ? error.reason : event.type;
}

export function plugged(): number {
  const throttle = createThrottle({ limit: 5, interval: 1000 });
  client.middlewareStack.use(throttlePlugin(throttle));
  client.middlewareStack.use(retryPlugin({ retries: 3 }));
  listExecutors({ client, throttle, retry: false }, { SessionId });
  return executorUsage([{ ExecutorId: "worker" }]).dpusInUse;
}

export async function tested(): Promise<LocalAthena> {
  return startLocalAthena({
    sessions: [{ SessionId, executors: [{ ExecutorId: "worker" }] }],
    quota: { rate: 5, burst: 10 },
  });
}
