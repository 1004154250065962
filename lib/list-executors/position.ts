// Glossary: terms for how far a listing has come. Unlike page tokens, a position does not expire.
// examined     delivered, or dropped by a filter. Duplicates and what is left out are not examined.
// startless    without start time. Startless executors are never out of order.
// position     how far a listing has come: T, ties, startless ids, and whether it is out of order.
// T            start time of the last examined executor that has one.
// ties         examined executors that started at T.
// disorder     an executor started after the one examined before it. T is then meaningless.
// reading      one pass from the newest executor towards the oldest. A restart begins another one.
// reached      the reading has come to an executor that is not newer than T.
// left out     newer than T and listed before the position is reached: it joined later, or it was examined.
import { hash } from "../common/fingerprint.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { startMilliseconds } from "../executors/executor-times.js";

/** Number of ties and of startless executors that a position remembers. Earlier ones may come twice. */
const MOST_IDS = 100;

/** How far a listing has come. */
export interface Position {
  /** T in milliseconds since 1970; `Infinity` before the first executor with a start time. */
  readonly time: number;
  /** Hashed ids of the last 100 ties. */
  readonly ties: readonly string[];
  /** Hashed ids of the last 100 examined executors without start time. */
  readonly startless: readonly string[];
  /** Whether the listing was out of order. */
  readonly isDisordered: boolean;
}

/** The position before anything is examined. */
export const START: Position = { time: Infinity, ties: [], startless: [], isDisordered: false };

/** Returns the position after further executors were examined. */
export function positionAfter(before: Position, examined: readonly ExecutorSummary[]): Position {
  if (examined.length === 0) return before;
  let { time, isDisordered } = before;
  let firstTie = 0;
  let startless = 0;
  let index = 0;
  for (const executor of examined) {
    const start = startMilliseconds(executor);
    if (start === Infinity) startless += 1;
    else if (start !== time) {
      if (start > time) isDisordered = true;
      time = start;
      firstTie = index;
    }
    index += 1;
  }
  return {
    time,
    ties: time === Infinity ? [] : withIds(time === before.time ? before.ties : [], examined.slice(firstTie), time),
    startless: startless === 0 ? before.startless : withIds(before.startless, examined, Infinity),
    isDisordered,
  };
}

/** Adds the ids of the executors that started at `time`, and keeps the last hundred. */
function withIds(ids: readonly string[], examined: readonly ExecutorSummary[], time: number): readonly string[] {
  const all = [...ids];
  for (const executor of examined) if (startMilliseconds(executor) === time) all.push(hash(executor.ExecutorId));
  return all.slice(-MOST_IDS);
}

/** The verdict on an executor of another reading: to examine, to skip, or a duplicate to report. */
export type Sighting = "unseen" | "skipped" | "duplicate";

/** Finds a position again in a reading that begins with the newest executor, and admits what lies beyond it. */
export class Beyond {
  readonly #time: number;
  readonly #isOrdered: boolean;
  readonly #skipsStartless: boolean;
  /** Hashed ids of examined executors that this reading has not shown yet. */
  readonly #known: Set<string>;
  #isReached = false;

  /** @param skipsStartless - leave out startless executors before the position: a caller's token had skipped them. */
  constructor({ time, ties, startless, isDisordered }: Position, skipsStartless: boolean) {
    this.#time = time;
    this.#isOrdered = !isDisordered;
    this.#skipsStartless = skipsStartless;
    this.#known = new Set([...ties, ...startless]);
  }

  /** Whether the position is reached. Under disorder it never is: only ids identify examined executors. */
  get isReached(): boolean {
    return this.#isReached;
  }

  /** The latest start that is in order beyond the position: T, or `Infinity` under disorder. */
  get latestStart(): number {
    return this.#isOrdered ? this.#time : Infinity;
  }

  /** Judges an executor. `isSeen`: it was seen earlier in this iteration. */
  judge(executor: ExecutorSummary, isSeen: boolean): Sighting {
    // Under disorder, an executor that is read again looks like one that came twice in this reading.
    if (!this.#isOrdered) return isSeen ? "skipped" : "unseen";
    const start = startMilliseconds(executor);
    const wasReached = this.#isReached;
    if (start !== Infinity && start <= this.#time) this.#isReached = true;
    const isOlder = start < this.#time;
    if (this.#known.size > 0 && this.#known.delete(hash(executor.ExecutorId))) {
      // It was examined without start time and has moved behind the position. Others may have moved ahead of it.
      return isOlder && this.#time !== Infinity ? "duplicate" : "skipped";
    }
    if (isSeen) return isOlder ? "duplicate" : "skipped";
    return this.#admits(start, wasReached) ? "unseen" : "skipped";
  }

  #admits(start: number, wasReached: boolean): boolean {
    if (start === Infinity) return wasReached || !this.#skipsStartless;
    return wasReached || start <= this.#time;
  }
}
