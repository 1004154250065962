import type { ExecutorsSummary } from "@aws-sdk/client-athena";
import type { LocalExecutorSource } from "athena-executors/testing";

/** The start of the newest executor, in ms since the epoch. */
const NEWEST_START = Date.UTC(2026, 0, 1);
const START_INTERVAL = 1000; // ms
const RUN_TIME = 600_000; // ms
const LIVE = 60;

/** The executor at a position of a long listing, newest first: the first 60 are live, the others have ended. */
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

/** The executors of these positions. */
export function madeExecutors(start: number, end: number): ReturnType<typeof madeExecutor>[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => madeExecutor(start + index));
}

/** A session of so many executors for the embedded endpoint, which makes them as they are asked for. */
export function executorSource(length: number): LocalExecutorSource {
  return { length, slice: (start, end) => madeExecutors(start, Math.min(end, length)) };
}
