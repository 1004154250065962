import type { ExecutorsSummary, ExecutorState, ExecutorType } from "@aws-sdk/client-athena";
import { checkDate, checkObject, expected } from "../common/checks.js";
import { checkKnown } from "../common/option-names.js";
import { isLive } from "./executor-states.js";
import { lifetimeOf } from "./executor-times.js";

const MILLISECONDS_PER_HOUR = 3_600_000;

/** DPUs and DPU-hours of executors. */
export interface ExecutorUsage {
  /** Number of executors. */
  readonly executors: number;
  /** Number of executors by state. States without executors are absent; `UNKNOWN` counts executors without state. */
  readonly byState: Readonly<Partial<Record<ExecutorState | "UNKNOWN", number>>>;
  /** Number of executors by type. Types without executors are absent; `UNKNOWN` counts executors without type. */
  readonly byType: Readonly<Partial<Record<ExecutorType | "UNKNOWN", number>>>;
  /** DPUs of the executors that have not ended, neither `TERMINATED` nor `FAILED`. */
  readonly dpusInUse: number;
  /** DPUs times hours from start to end, or to `now` for live executors. */
  readonly dpuHours: number;
  /** Number of executors that `dpuHours` leaves out: without size or start time, or ended without end time. */
  readonly unmeasured: number;
}

/** Options of {@link executorUsage}. */
export interface ExecutorUsageOptions {
  /**
   * Until when live executors are counted.
   *
   * @default the current time
   */
  readonly now?: Date | undefined;
}

/**
 * Adds up executors by state and by type, their DPUs in use and their DPU-hours.
 *
 * Executors that are being created or terminated count. Whether AWS bills them is unknown.
 *
 * @param executors - the executors, such as `await listExecutors(…).toArray()`.
 * @param options - until when live executors are counted.
 * @returns Counts, DPUs and DPU-hours.
 * @throws TypeError if `executors` is not an iterable of objects, or an option is wrong.
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
  const now = checkedNow(options);
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
    if (isLive(executor)) dpusInUse += sizeOf(executor) ?? 0;
    const hours = dpuHoursOf(executor, now);
    if (hours === undefined) unmeasured += 1;
    else dpuHours += hours;
  }
  return { executors: count, byState: toRecord(byState), byType: toRecord(byType), dpusInUse, dpuHours, unmeasured };
}

/** Returns the size of an executor in DPUs. The type is the SDK's promise; the service may send anything. */
export function sizeOf({ ExecutorSize: size }: ExecutorsSummary): number | undefined {
  return typeof size === "number" && Number.isFinite(size) ? size : undefined;
}

function increment<Key>(counts: Map<Key | "UNKNOWN", number>, key: Key | undefined): void {
  counts.set(key ?? "UNKNOWN", (counts.get(key ?? "UNKNOWN") ?? 0) + 1);
}

/** Turns counts into own properties. They are counted in a Map, because keys from the service may be `__proto__`. */
export function toRecord<Key extends string>(counts: ReadonlyMap<Key, number>): Partial<Record<Key, number>> {
  return Object.fromEntries(counts) as Partial<Record<Key, number>>;
}

function dpuHoursOf(executor: ExecutorsSummary, now: Date): number | undefined {
  const size = sizeOf(executor);
  const lifetime = lifetimeOf(executor, now);
  if (size === undefined || lifetime === undefined) return undefined;
  return (size * (lifetime.end - lifetime.start)) / MILLISECONDS_PER_HOUR;
}

/** Validates the options and fills in the default. */
export function checkedNow(options: ExecutorUsageOptions): Date {
  checkObject("options", options);
  checkKnown("options", options, ["now"]);
  const { now = new Date() } = options;
  checkDate("now", now);
  return now;
}

export function checkIterable(executors: unknown): void {
  if (typeof executors === "object" && executors !== null && Symbol.iterator in executors) return;
  throw expected("executors", "an iterable of executors, such as `await listExecutors(…).toArray()`", executors);
}
