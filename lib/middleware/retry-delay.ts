import type { RetriedKind } from "./failure-kind.js";
import { retryAfter } from "./retry-after.js";
import type { RetryPolicy } from "./retry-options.js";

/** Further doublings of a base change nothing, and far enough they would end in Infinity. */
const MOST_DOUBLINGS = 32;

/**
 * Milliseconds before the next attempt: full jitter over `base × 2^retries`, so that many callers that failed together
 * do not come back together, or what the service asked for if that is longer. `retries` is how many there have been.
 */
export function retryDelay(error: unknown, kind: RetriedKind, retries: number, policy: RetryPolicy): number {
  const base = kind === "throttle" ? policy.throttleTimeout : policy.minTimeout;
  const backoff = Math.random() * Math.min(policy.maxTimeout, base * 2 ** Math.min(retries, MOST_DOUBLINGS));
  return Math.round(Math.min(policy.maxTimeout, Math.max(backoff, retryAfter(error) ?? 0)));
}
