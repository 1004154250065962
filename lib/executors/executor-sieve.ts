import type { ExecutorsSummary } from "@aws-sdk/client-athena";
import { RecentSet } from "../collections/recent-set.js";
import { OrderError } from "../errors/order-error.js";
import type { ExecutorSummary } from "./executor-summary.js";
import { startMilliseconds, startTime } from "./executor-times.js";

/** Pages shift by what joins while they are read; by more than this many executors they do not. */
const REMEMBERED_IDS = 10_000;

/** Which executors pass, and whom to tell about the odd ones. */
export interface SieveOptions {
  /** `undefined` lets every state pass. */
  readonly states: ReadonlySet<string | undefined> | undefined;
  /** Milliseconds since 1970; only executors that started later pass. `-Infinity` lets everything pass. */
  readonly startedAfter: number;
  readonly strictOrder: boolean;
  readonly onDuplicate: (executorId: string) => void;
  readonly onDisorder: (executorId: string) => void;
}

/** What passed of one page, and why the listing should end here, where it should. */
export interface Sifted {
  readonly received: number;
  readonly items: readonly ExecutorSummary[];
  readonly stop?: { readonly reason: "startedAfter" } | { readonly error: OrderError };
}

/** Sifts the pages of one listing: drops duplicates, watches the order, filters. Keep one for a whole listing. */
export class ExecutorSieve {
  readonly #options: SieveOptions;
  readonly #ids = new RecentSet<string>(REMEMBERED_IDS);
  #previous: ExecutorSummary | undefined;
  #disorderSeen = false;

  constructor(options: SieveOptions) {
    this.#options = options;
  }

  sift(executors: readonly ExecutorSummary[]): Sifted {
    const { states, startedAfter, strictOrder } = this.#options;
    const received = executors.length;
    const items: ExecutorSummary[] = [];
    let oldSeen = false;
    for (const executor of executors) {
      if (this.#isDuplicate(executor)) continue;
      const previous = this.#previous;
      this.#previous = executor;
      if (previous !== undefined && isNewer(executor, previous)) {
        if (strictOrder) return { received, items, stop: { error: orderError(executor, previous) } };
        this.#disorderSeen = true;
        this.#options.onDisorder(executor.ExecutorId);
      }
      const isOld = startMilliseconds(executor) <= startedAfter;
      if (isOld) oldSeen = true;
      else if (states?.has(executor.ExecutorState) ?? true) items.push(executor);
    }
    // Behind an old executor nothing new can come, as long as the order has held.
    return oldSeen && !this.#disorderSeen ? { received, items, stop: { reason: "startedAfter" } } : { received, items };
  }

  #isDuplicate({ ExecutorId }: ExecutorSummary): boolean {
    if (this.#ids.add(ExecutorId)) return false;
    this.#options.onDuplicate(ExecutorId);
    return true;
  }
}

function isNewer(executor: ExecutorsSummary, previous: ExecutorsSummary): boolean {
  return startMilliseconds(executor) > startMilliseconds(previous);
}

function orderError(executor: ExecutorSummary, previous: ExecutorSummary): OrderError {
  return new OrderError({
    executorId: executor.ExecutorId,
    startTime: startTime(executor),
    previousExecutorId: previous.ExecutorId,
    previousStartTime: startTime(previous),
  });
}
