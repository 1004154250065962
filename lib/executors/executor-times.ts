import type { ExecutorsSummary } from "@aws-sdk/client-athena";
import { isLive } from "./executor-states.js";

/**
 * The service's documentation gives no unit, and public emulators disagree. Read as seconds, this number is the year
 * 5138; read as milliseconds, it is March 1973: no executor of Athena for Apache Spark lies on the wrong side of it.
 */
const MILLISECONDS_FROM = 1e11;

/** The last moment that a `Date` can hold. */
const LAST_DATE = 8.64e15;

/**
 * Returns when the executor started, or `undefined` if the service does not say. A time of 0 or less counts as missing.
 */
export function startTime(executor: ExecutorsSummary): Date | undefined {
  return dateOf(toMilliseconds(executor.StartDateTime));
}

/**
 * Returns when the executor ended, or `undefined` if the service does not say. A time of 0 or less counts as missing.
 */
export function terminationTime(executor: ExecutorsSummary): Date | undefined {
  return dateOf(toMilliseconds(executor.TerminationDateTime));
}

/** Returns the start in milliseconds since 1970, for comparing. An executor without start time counts as newest. */
export function startMilliseconds(executor: ExecutorsSummary): number {
  return toMilliseconds(executor.StartDateTime);
}

/**
 * Returns from when to when an executor is in use, in milliseconds since 1970: a live one up to `now`. Returns
 * `undefined` if it has no start time, or has ended and has no end time.
 */
export function lifetimeOf(executor: ExecutorsSummary, now: Date): { start: number; end: number } | undefined {
  const start = startTime(executor)?.getTime();
  const end = (isLive(executor) ? now : terminationTime(executor))?.getTime();
  // Clocks differ, so an end may lie before the start.
  return start === undefined || end === undefined ? undefined : { start, end: Math.max(start, end) };
}

/** Returns the date of a start in milliseconds, or `undefined` if there is none. */
function dateOf(milliseconds: number): Date | undefined {
  return milliseconds === Infinity ? undefined : new Date(milliseconds);
}

/** `Infinity` without a time. The type is the SDK's promise; the SDK passes on whatever the service sent. */
function toMilliseconds(time: unknown): number {
  if (typeof time !== "number" || !(time > 0)) return Infinity;
  const milliseconds = time >= MILLISECONDS_FROM ? time : time * 1000;
  return milliseconds <= LAST_DATE ? milliseconds : Infinity;
}

/** For `Array.prototype.sort`, which is stable: ties stay in the service's order. No start time counts as newest. */
export function newestFirst(one: ExecutorsSummary, other: ExecutorsSummary): number {
  const oneStart = startMilliseconds(one);
  const otherStart = startMilliseconds(other);
  // No subtraction: Infinity - Infinity is NaN.
  if (oneStart === otherStart) return 0;
  return oneStart > otherStart ? -1 : 1;
}
