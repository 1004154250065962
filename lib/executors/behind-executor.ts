import { CursorError } from "../errors/cursor-error.js";
import { hash } from "../hash/hash.js";
import type { Beyond, WayBack } from "./catch-up.js";
import type { ExecutorSummary } from "./executor-summary.js";

/** The way back where the order of the listing tells nothing: behind one executor, which is on the first page. */
export class BehindExecutor implements WayBack {
  readonly #id: string;
  #isThere = false;

  /** `id` is hashed, as in a place. */
  constructor(id: string) {
    this.#id = id;
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  get isBeyond(): boolean {
    return this.#isThere;
  }

  beyond(executors: readonly ExecutorSummary[]): Beyond {
    if (this.#isThere) return { executors, newTies: 0 };
    const index = executors.findIndex(({ ExecutorId }) => hash(ExecutorId) === this.#id);
    if (index < 0) throw new CursorError("lost");
    this.#isThere = true;
    return { executors: executors.slice(index + 1), newTies: 0 };
  }
}
