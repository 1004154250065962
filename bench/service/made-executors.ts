import type { ExecutorsSummary } from "@aws-sdk/client-athena";
import type { LocalExecutorSource } from "athena-executors/testing";

/** Start time of the newest executor, in ms since the epoch. */
const NEWEST_START = Date.UTC(2026, 0, 1);
const START_INTERVAL = 1000; // ms
const RUN_TIME = 600_000; // ms
const LIVE = 60;

/** Returns the executor at a position of a listing, newest first. The first 60 are live, the others have ended. */
function madeExecutor(position: number): ExecutorsSummary & { ExecutorId: string } {
  const StartDateTime = NEWEST_START - position * START_INTERVAL;
  const executor = {
    ExecutorId: `5e2e5964-be00-4bb6-8b5a-${String(position).padStart(12, "0")}`,
    ExecutorType: "WORKER",
    StartDateTime,
    ExecutorSize: 1,
  } as const;
  if (position < LIVE) return { ...executor, ExecutorState: "REGISTERED" };
  return { ...executor, ExecutorState: "TERMINATED", TerminationDateTime: StartDateTime + RUN_TIME };
}

/** Returns the executors from position `start` up to, but excluding, `end`. */
export function madeExecutors(start: number, end: number): ReturnType<typeof madeExecutor>[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => madeExecutor(start + index));
}

/** Creates a source of executors for the embedded endpoint, which generates them on request. */
export function executorSource(length: number): LocalExecutorSource {
  return { length, slice: (start, end) => madeExecutors(start, Math.min(end, length)) };
}
