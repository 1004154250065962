import type { LocalExecutor } from "./local-session.js";
import { milliseconds } from "./local-time.js";
import type { StoredSession } from "./stored-session.js";

/** Engine of every session. */
export const ENGINE_VERSION = "PySpark engine version 3";

/** Number of executors to read from a source at a time. */
const SCAN_SIZE = 1000;

/** `SessionStatus` on the wire. Times are seconds since the epoch, with a fraction. */
interface WireSessionStatus {
  readonly State: string;
  readonly StateChangeReason: string | undefined;
  readonly StartDateTime: number;
  readonly LastModifiedDateTime: number;
  readonly IdleSinceDateTime: number | undefined;
  readonly EndDateTime: number | undefined;
}

/** Returns the status. `IdleSinceDateTime` and `EndDateTime` are set only for a state that was reached at run time. */
export function sessionStatus({ State, StateChangeReason, startedAt, changedAt }: StoredSession): WireSessionStatus {
  const since = changedAt === undefined ? undefined : changedAt / 1000;
  return {
    State,
    StateChangeReason,
    StartDateTime: startedAt / 1000,
    LastModifiedDateTime: since ?? startedAt / 1000,
    IdleSinceDateTime: State === "IDLE" ? since : undefined,
    EndDateTime: State === "TERMINATED" || State === "FAILED" ? since : undefined,
  };
}

/** Returns the DPU sizes. Those of coordinator and executor are the documented defaults. */
export function engineConfiguration({ maxConcurrentDpus }: StoredSession): Readonly<Record<string, number>> {
  return { CoordinatorDpuSize: 1, MaxConcurrentDpus: maxConcurrentDpus, DefaultExecutorDpuSize: 1 };
}

/**
 * Adds up the DPUs of each executor times its run time, until `now` (ms since the epoch) while it is live. An executor
 * without start time or size counts as 0. So does an ended one without end time.
 */
export function sessionStatistics({ executors }: StoredSession, now: number): { DpuExecutionInMillis: number } {
  const all = executors.inState(undefined);
  let total = 0;
  for (let start = 0; start < all.length; start += SCAN_SIZE) {
    for (const executor of all.slice(start, start + SCAN_SIZE)) total += dpuMilliseconds(executor, now);
  }
  return { DpuExecutionInMillis: Math.round(total) };
}

function dpuMilliseconds(executor: LocalExecutor, now: number): number {
  const { ExecutorState, ExecutorSize = 0 } = executor;
  const start = known(executor.StartDateTime);
  const hasEnded = ExecutorState === "TERMINATED" || ExecutorState === "FAILED";
  const end = known(executor.TerminationDateTime) ?? (hasEnded ? undefined : now);
  if (start === undefined || end === undefined) return 0;
  return ExecutorSize * Math.max(0, end - start);
}

/** Returns ms since the epoch; a time <= 0 counts as none. */
function known(time: number | undefined): number | undefined {
  return typeof time === "number" && time > 0 ? milliseconds(time) : undefined;
}
