import { CursorError } from "../errors/cursor-error.js";
import { hash } from "../hash/hash.js";
import type { ExecutorSummary } from "./executor-summary.js";
import { startMilliseconds } from "./executor-times.js";
import type { Place } from "./place.js";

/** The way back to where a listing had come, in a new reading of it. */
export interface WayBack {
  /** Whether that point has been found: what comes from now on lies beyond it. */
  readonly isThere: boolean;
  /** The executors of a page that lie beyond that point. */
  beyond(executors: readonly ExecutorSummary[], isLastPage: boolean): Beyond;
}

/** What lies beyond the point that a listing had come to. */
export interface Beyond {
  readonly executors: readonly ExecutorSummary[];
  /** How many of them, the first ones, are listed before that point all the same: they tie with it. */
  readonly newTies: number;
}

/**
 * The way back to a place: what sorts after it lies beyond, and of the executors with its time those that had not come
 * by. Whatever is newer joined later.
 */
export class CatchUp implements WayBack {
  readonly #place: Place;
  readonly #ties: ReadonlySet<string>;
  readonly #startsBehind: boolean;
  #isThere = false;

  /** `startsBehind`: the first page that is read comes after the one with the last executor of the place. */
  constructor(place: Place, startsBehind = false) {
    this.#place = place;
    this.#startsBehind = startsBehind;
    this.#ties = new Set(place.ties);
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  beyond(executors: readonly ExecutorSummary[], isLastPage: boolean): Beyond {
    const border = this.#isThere ? this.#shift(executors) : this.#border(executors);
    const newTies = this.#isThere ? [] : executors.slice(0, border).filter((executor) => this.#isNewTie(executor));
    if (border !== undefined) this.#isThere = true;
    // Among too many ties only the last one tells where to go on.
    else if (isLastPage && this.#place.isCrowded) throw new CursorError("lost");
    const behind = executors.slice(border ?? executors.length).filter((executor) => !this.#isOldTie(executor));
    const isBefore = border !== undefined || !this.#startsBehind;
    return { executors: [...newTies, ...behind], newTies: isBefore ? newTies.length : 0 };
  }

  /** Where on the page the executors begin that lie beyond, if it is on this page. */
  #border(executors: readonly ExecutorSummary[]): number | undefined {
    const last = executors.findIndex(({ ExecutorId }) => hash(ExecutorId) === this.#place.last);
    if (last >= 0) return last + 1;
    const older = executors.findIndex((executor) => startMilliseconds(executor) < this.#place.time);
    if (older < 0) return undefined;
    if (this.#place.isCrowded) throw new CursorError("lost");
    return older;
  }

  /** How far what joins while the pages are read has pushed executors from before the place onto a later page. */
  #shift(executors: readonly ExecutorSummary[]): number {
    const unshifted = executors.findIndex((executor) => startMilliseconds(executor) <= this.#place.time);
    return unshifted < 0 ? executors.length : unshifted;
  }

  #isNewTie(executor: ExecutorSummary): boolean {
    const { time, isCrowded } = this.#place;
    return !isCrowded && startMilliseconds(executor) === time && !this.#isOldTie(executor);
  }

  /** The order of ties may change, so one that had come by is known by its id alone. */
  #isOldTie(executor: ExecutorSummary): boolean {
    return this.#ties.size > 0 && this.#ties.has(hash(executor.ExecutorId));
  }
}
