import { hash } from "../hash/hash.js";
import type { ExecutorSummary } from "./executor-summary.js";
import { startMilliseconds } from "./executor-times.js";
import type { Place } from "./place.js";

/** The way back to where a listing had come, in a new reading of it. */
export interface WayBack {
  /** Whether that point has been found: what comes from now on lies beyond it. */
  readonly isThere: boolean;
  /** Whether the next page is taken to begin beyond that point, found or not. */
  readonly isBeyond: boolean;
  /** The executors of a page that lie beyond that point. */
  beyond(executors: readonly ExecutorSummary[], isLastPage: boolean): Beyond;
}

/** What lies beyond the point that a listing had come to. */
export interface Beyond {
  readonly executors: readonly ExecutorSummary[];
  /** How many of them, the first ones, are listed before that point all the same: they tie with it. */
  readonly newTies: number;
}

/** A new reading of a list that is on its way back. */
export interface Reading {
  /**
   * Where it begins: with the newest executor, with a page before or with the last executor of the place, or with the
   * page behind that one.
   */
  readonly begins: "at the start" | "on the way" | "behind";
  /** Whether an executor has come by in this reading. */
  readonly hasSeen: (executorId: string) => boolean;
  /** What to fail with where the place cannot be found again. */
  readonly lost: () => Error;
}

/**
 * The way back to a place: what sorts after it lies beyond, and of the executors with its time those that had not come
 * by. Whatever is newer joined later.
 */
export class CatchUp implements WayBack {
  readonly #place: Place;
  readonly #ties: ReadonlySet<string>;
  readonly #reading: Reading;
  #isThere = false;

  constructor(place: Place, reading: Reading) {
    this.#place = place;
    this.#reading = reading;
    this.#ties = new Set(place.ties);
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  get isBeyond(): boolean {
    return this.#isThere || this.#reading.begins === "behind";
  }

  beyond(executors: readonly ExecutorSummary[], isLastPage: boolean): Beyond {
    if (this.#isThere) return { executors: this.#notOld(executors.slice(this.#pushedHere(executors))), newTies: 0 };
    const last = executors.findIndex(({ ExecutorId }) => hash(ExecutorId) === this.#place.last);
    const next = executors.findIndex((executor) => this.#isFurther(executor));
    this.#isThere = last >= 0 || next >= 0;
    // Among too many ties only the last one tells where to go on.
    if (last < 0 && (next >= 0 || isLastPage) && this.#place.isCrowded) throw this.#reading.lost();
    const border = last >= 0 ? last + 1 : next >= 0 ? next : executors.length;
    const ties = executors.slice(0, border).filter((executor) => this.#isNewTie(executor));
    const areBeforeLast = last >= 0 || next < 0;
    return {
      executors: [...ties, ...this.#notOld(executors.slice(border))],
      newTies: areBeforeLast ? ties.length : 0,
    };
  }

  /**
   * How many executors from before the place were pushed onto a later page by others that joined while the pages are
   * read. What has come by lies behind them, or they have come by themselves; what else is newer is out of order.
   */
  #pushedHere(executors: readonly ExecutorSummary[]): number {
    // Then they have come by in this reading, and are known as that.
    if (this.#reading.begins === "at the start") return 0;
    const index = executors.findIndex((executor) => startMilliseconds(executor) <= this.#place.time);
    const newer = index < 0 ? executors.length : index;
    const witness = executors[index] ?? executors.at(-1);
    return witness && this.#hasComeBy(witness) ? newer : 0;
  }

  /** Where pages before the last one are not read, a new tie comes behind it, as whatever is older does. */
  #isFurther(executor: ExecutorSummary): boolean {
    const isOlder = startMilliseconds(executor) < this.#place.time;
    return isOlder || (this.#reading.begins === "behind" && this.#isNewTie(executor));
  }

  #isNewTie(executor: ExecutorSummary): boolean {
    const { time, isCrowded } = this.#place;
    return !isCrowded && startMilliseconds(executor) === time && !this.#isOldTie(executor);
  }

  #hasComeBy(executor: ExecutorSummary): boolean {
    return this.#isOldTie(executor) || this.#reading.hasSeen(executor.ExecutorId);
  }

  #notOld(executors: readonly ExecutorSummary[]): ExecutorSummary[] {
    return executors.filter((executor) => !this.#isOldTie(executor));
  }

  /** The order of ties may change, so one that had come by is known by its id alone. */
  #isOldTie(executor: ExecutorSummary): boolean {
    return this.#ties.has(hash(executor.ExecutorId));
  }
}
