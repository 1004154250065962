import type { ExecutorsSummary } from "@aws-sdk/client-athena";

/**
 * The service's documentation gives no unit, and public emulators disagree. Read as seconds, this number is the year
 * 5138; read as milliseconds, it is March 1973: no executor of Athena for Apache Spark lies on the wrong side of it.
 */
const MILLISECONDS_FROM = 1e11;

/** When the executor started, or `undefined` where the service does not say. */
export function startTime(executor: ExecutorsSummary): Date | undefined {
  return dateOf(toMilliseconds(executor.StartDateTime) ?? NaN);
}

/** When the executor ended, or `undefined` while it lives or where the service does not say. */
export function terminationTime(executor: ExecutorsSummary): Date | undefined {
  return dateOf(toMilliseconds(executor.TerminationDateTime) ?? NaN);
}

/** The start in milliseconds since 1970, for comparing. An executor without start time counts as newest. */
export function startMilliseconds(executor: ExecutorsSummary): number {
  return toMilliseconds(executor.StartDateTime) ?? Infinity;
}

/** `undefined` where there is no such date. */
export function dateOf(milliseconds: number): Date | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The type is the SDK's promise; the SDK itself passes on whatever the service sent. */
function toMilliseconds(time: unknown): number | undefined {
  if (typeof time !== "number" || !Number.isFinite(time)) return undefined;
  return time >= MILLISECONDS_FROM ? time : time * 1000;
}
