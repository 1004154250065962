import { expected } from "../../common/checks.js";

/**
 * From here up a number is a time in milliseconds, below in seconds: 1973-03-03 as milliseconds, the year 5138 as
 * seconds.
 */
const LEAST_MILLISECONDS = 1e11;

/** A date, alone or with a time and its offset from UTC. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/**
 * A time, in a form that JSON can hold too: a `Date`, an ISO 8601 string such as `"2026-01-31T12:00:00Z"`, or a number
 * > 0 since the epoch. From 1e11 up, a number is milliseconds, below seconds.
 */
export type LocalTime = Date | number | string;

/** Throws a `TypeError` if `value` is not a `LocalTime`. */
export function checkTime(name: string, value: unknown): void {
  const isTime =
    typeof value === "number"
      ? value > 0 && milliseconds(value) <= 8.64e15
      : value instanceof Date || (typeof value === "string" && ISO_TIME.test(value));
  if (isTime && !Number.isNaN(milliseconds(value as LocalTime))) return;
  throw expected(name, "a valid Date, an ISO 8601 time with its offset, or a number > 0", value);
}

/** Converts a time to milliseconds since the epoch. */
export function milliseconds(time: LocalTime): number {
  if (typeof time !== "number") return new Date(time).getTime();
  return time >= LEAST_MILLISECONDS ? time : time * 1000;
}
