const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances between ticks that people read clocks by. */
const TIME_STEPS = [
  ...[1, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map((days) => days * DAY),
];

/** A tick of a time axis. */
export interface TimeTick {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly label: string;
}

/**
 * Returns ticks at round times.
 *
 * @param from - the start of the axis, in milliseconds since 1970.
 * @param to - the end of the axis.
 * @param most - the highest number of ticks.
 * @param offset - the offset of the axis's clock from UTC, in milliseconds.
 */
export function timeTicks(from: number, to: number, most: number, offset: number): TimeTick[] {
  const span = to - from;
  const step = TIME_STEPS.find((candidate) => span / candidate <= most) ?? span;
  const first = Math.ceil((from + offset) / step) * step - offset;
  const ticks: TimeTick[] = [];
  for (let time = first; time <= to && ticks.length <= most; time += step || Infinity) {
    ticks.push({ time, label: label(time + offset, step) });
  }
  return ticks;
}

/** Returns the offset of the local clock from UTC, in milliseconds. */
export function localOffset(time: number): number {
  return -new Date(time).getTimezoneOffset() * MINUTE;
}

/** Returns the round number that leads to at most `most` steps up to a maximum. */
export function roundStep(maximum: number, most: number, least: number): number {
  for (let power = least; ; power *= 10) {
    const step = [1, 2, 5].map((factor) => factor * power).find((candidate) => maximum / candidate <= most);
    if (step !== undefined) return step;
  }
}

/** A day at midnight, else a time of day. */
function label(shifted: number, step: number): string {
  const [date = "", time = ""] = new Date(shifted).toISOString().split("T");
  if (shifted % DAY === 0 && step >= HOUR) {
    const month = new Date(shifted).toLocaleString("en-GB", { month: "short", timeZone: "UTC" });
    return `${Number(date.slice(-2))} ${month}`;
  }
  return time.slice(0, step < MINUTE ? 8 : 5);
}
