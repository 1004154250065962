import type { RetriedKind } from "./failure-kind.js";

// The figures of the SDK's standard retry strategy.
const CAPACITY = 500;
const COSTS = { throttle: 5, transient: 14 };
const REWARD_WITHOUT_RETRY = 1;

/**
 * What a client may spend on retries. When everything fails it runs out, and calls fail after their first attempt
 * instead of multiplying the load on a service in trouble; successes fill it again.
 */
export class RetryBudget {
  #tokens = CAPACITY;

  /** Takes the price of one retry, if there is enough left. */
  spend(kind: RetriedKind): number | undefined {
    const cost = COSTS[kind];
    if (this.#tokens < cost) return undefined;
    this.#tokens -= cost;
    return cost;
  }

  /** A call has succeeded: it returns the price of its last retry. */
  earn(lastCost: number | undefined): void {
    this.#tokens = Math.min(CAPACITY, this.#tokens + (lastCost ?? REWARD_WITHOUT_RETRY));
  }
}
