import { hash } from "../hash/hash.js";
import type { Beyond, WayBack } from "./catch-up.js";
import type { ExecutorSummary } from "./executor-summary.js";
import type { Place } from "./place.js";

/**
 * The way back where the order of the listing tells nothing: behind the last executor of the place, which is on the
 * first page. What joins pushes others onto later pages once more: the last hundred that had come by are known.
 */
export class BehindExecutor implements WayBack {
  readonly #place: Place;
  readonly #known: ReadonlySet<string>;
  readonly #lost: () => Error;
  #isThere = false;

  /** `lost`: what to fail with where the last executor is not on the first page. */
  constructor(place: Place, lost: () => Error) {
    this.#place = place;
    this.#lost = lost;
    this.#known = new Set(place.ties);
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  get isBeyond(): boolean {
    return this.#isThere;
  }

  beyond(executors: readonly ExecutorSummary[]): Beyond {
    const index = this.#isThere ? -1 : executors.findIndex(({ ExecutorId }) => hash(ExecutorId) === this.#place.last);
    if (index < 0 && !this.#isThere) throw this.#lost();
    this.#isThere = true;
    const further = executors.slice(index + 1);
    return { executors: further.filter(({ ExecutorId }) => !this.#known.has(hash(ExecutorId))), newTies: 0 };
  }
}
