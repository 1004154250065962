import type { ExecutorsSummary } from "@aws-sdk/client-athena";

/**
 * The service's documentation gives no unit, and public emulators disagree. Read as seconds, this number is the year
 * 5138; read as milliseconds, it is March 1973: no executor of Athena for Apache Spark lies on the wrong side of it.
 */
const MILLISECONDS_FROM = 1e11;

/** The last moment that a `Date` can hold. */
const LAST_DATE = 8.64e15;

/** Returns when the executor started, or `undefined` if the service does not say. A time of 0 or less is none. */
export function startTime(executor: ExecutorsSummary): Date | undefined {
  return dateOf(toMilliseconds(executor.StartDateTime));
}

/** Returns when the executor ended, or `undefined` if the service does not say. A time of 0 or less is none. */
export function terminationTime(executor: ExecutorsSummary): Date | undefined {
  return dateOf(toMilliseconds(executor.TerminationDateTime));
}

/** Returns the start in milliseconds since 1970, for comparing. An executor without start time counts as newest. */
export function startMilliseconds(executor: ExecutorsSummary): number {
  return toMilliseconds(executor.StartDateTime);
}

/** Returns the date of a start in milliseconds, or `undefined` if there is none. */
export function dateOf(milliseconds: number): Date | undefined {
  return milliseconds === Infinity ? undefined : new Date(milliseconds);
}

/** `Infinity` without a time. The type is the SDK's promise; the SDK passes on whatever the service sent. */
function toMilliseconds(time: unknown): number {
  if (typeof time !== "number" || !(time > 0)) return Infinity;
  const milliseconds = time >= MILLISECONDS_FROM ? time : time * 1000;
  return milliseconds <= LAST_DATE ? milliseconds : Infinity;
}
