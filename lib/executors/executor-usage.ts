import type { ExecutorsSummary, ExecutorState, ExecutorType } from "@aws-sdk/client-athena";
import { checkDate, checkObject } from "../checks/checks.js";
import { checkKnown } from "../checks/check-known.js";
import { expected } from "../checks/expected.js";
import { isLive } from "./executor-states.js";
import { startTime, terminationTime } from "./executor-times.js";

const MILLISECONDS_PER_HOUR = 3_600_000;

/** What the executors of a session use and have used. */
export interface ExecutorUsage {
  /** How many executors there are. */
  readonly executors: number;
  /** How many there are in each state; states without executors are absent, `UNKNOWN` counts those that say none. */
  readonly byState: Readonly<Partial<Record<ExecutorState | "UNKNOWN", number>>>;
  /** How many there are of each type; types without executors are absent, `UNKNOWN` counts those that say none. */
  readonly byType: Readonly<Partial<Record<ExecutorType | "UNKNOWN", number>>>;
  /** DPUs of the executors that have not ended (neither TERMINATED nor FAILED). */
  readonly dpusInUse: number;
  /** DPUs times hours from start to end, or to `now` for executors that have not ended. */
  readonly dpuHours: number;
  /** Executors that `dpuHours` leaves out: without size or start time, or ended without saying when. */
  readonly unmeasured: number;
}

/** Options of {@link executorUsage}. */
export interface ExecutorUsageOptions {
  /** Until when live executors are counted. Default: the current time. */
  readonly now?: Date | undefined;
}

/**
 * Adds up executors by state and by type, their DPUs in use and their DPU-hours.
 *
 * How AWS bills is not derived from this: whether an executor that is being created or terminated is billed is
 * unknown here, it counts.
 *
 * @throws TypeError if `executors` is no iterable of objects, `options` no object or `now` no valid Date.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { executorUsage, listExecutors } from "athena-executors";
 *
 * const executors = listExecutors({ client: new AthenaClient({}) }, { SessionId: "session" });
 * const { dpusInUse, dpuHours } = executorUsage(await executors.toArray());
 * ```
 */
export function executorUsage(
  executors: Iterable<ExecutorsSummary>,
  options: ExecutorUsageOptions = {},
): ExecutorUsage {
  checkObject("options", options);
  checkKnown("options", options, ["now"]);
  const { now = new Date() } = options;
  checkDate("now", now);
  checkIterable(executors);
  const byState = new Map<ExecutorState | "UNKNOWN", number>();
  const byType = new Map<ExecutorType | "UNKNOWN", number>();
  let count = 0;
  let dpusInUse = 0;
  let dpuHours = 0;
  let unmeasured = 0;
  for (const executor of executors) {
    checkObject(`executors[${String(count)}]`, executor);
    count += 1;
    increment(byState, executor.ExecutorState);
    increment(byType, executor.ExecutorType);
    if (isLive(executor.ExecutorState)) dpusInUse += executor.ExecutorSize ?? 0;
    const hours = dpuHoursOf(executor, now);
    if (hours === undefined) unmeasured += 1;
    else dpuHours += hours;
  }
  return { executors: count, byState: toRecord(byState), byType: toRecord(byType), dpusInUse, dpuHours, unmeasured };
}

function increment<Key>(counts: Map<Key | "UNKNOWN", number>, key: Key | undefined): void {
  counts.set(key ?? "UNKNOWN", (counts.get(key ?? "UNKNOWN") ?? 0) + 1);
}

/** Counted in a Map and defined as own properties at the end: the keys come from the service, `__proto__` included. */
function toRecord<Key extends string>(counts: ReadonlyMap<Key, number>): Partial<Record<Key, number>> {
  return Object.fromEntries(counts) as Partial<Record<Key, number>>;
}

function dpuHoursOf(executor: ExecutorsSummary, now: Date): number | undefined {
  const start = startTime(executor);
  const end = isLive(executor.ExecutorState) ? now : terminationTime(executor);
  if (executor.ExecutorSize === undefined || start === undefined || end === undefined) return undefined;
  return (executor.ExecutorSize * Math.max(0, end.getTime() - start.getTime())) / MILLISECONDS_PER_HOUR;
}

function checkIterable(executors: unknown): void {
  if (typeof executors === "object" && executors !== null && Symbol.iterator in executors) return;
  throw expected("executors", "an iterable of executors, such as `await listExecutors(…).toArray()`", executors);
}
