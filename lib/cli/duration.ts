import { usageError } from "./failure.js";

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;

/** The grammar of durations, for messages. */
export const DURATION_FORMS = "a duration such as 500ms, 5s, 10m or 2h";

/** Returns the milliseconds of a duration such as `500ms`, `5s`, `10m` or `2h`, or `undefined` if it is none. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit] = DURATION.exec(text) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  return Number(number) * UNITS[unit as keyof typeof UNITS];
}

/** Returns the milliseconds of the duration that a flag has. */
export function durationOf(flag: string, text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined && milliseconds >= 1) return milliseconds;
  throw usageError(`Expected --${flag} to be ${DURATION_FORMS}, got "${text}".`);
}

/** Formats milliseconds in at most two units, which are those of the grammar: `48s`, `3m05s`, `2h41m`, `3d04h`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return `${seconds}s`;
  if (hours === 0) return `${minutes}m${twoDigits(seconds % 60)}s`;
  if (hours < 24) return `${hours}h${twoDigits(minutes % 60)}m`;
  return `${Math.floor(hours / 24)}d${twoDigits(hours % 24)}h`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
