import { checkInteger, checkObject, checkPositive } from "../checks/checks.js";

/** A call quota as AWS describes it: a bucket of `burst` calls that fills by `rate` calls per second. */
export interface LocalQuota {
  /** Calls per second, > 0. */
  readonly rate: number;
  /** How many calls are let through at once when nothing was called for a while, an integer >= 1. */
  readonly burst: number;
}

export function checkQuota(quota: LocalQuota): void {
  checkObject("quota", quota);
  const { rate, burst } = quota;
  checkPositive("quota.rate", rate);
  checkInteger("quota.burst", burst, 1);
}

/** One bucket for each operation, as AWS counts them. */
export class OperationQuotas {
  #quota: LocalQuota | undefined;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(quota: LocalQuota | undefined) {
    this.#quota = quota;
  }

  /** Whether a call of the operation at `now` (ms) is within the quota; always without one. */
  take(operation: string, now: number): boolean {
    if (this.#quota === undefined) return true;
    const bucket = this.#buckets.get(operation) ?? new TokenBucket(this.#quota, now);
    this.#buckets.set(operation, bucket);
    return bucket.take(now);
  }

  /** From `now` (ms) on, another quota holds, or none. */
  change(quota: LocalQuota | undefined, now: number): void {
    this.#quota = quota;
    if (quota === undefined) this.#buckets.clear();
    else for (const bucket of this.#buckets.values()) bucket.change(quota, now);
  }
}

/** Starts full. A call that is refused takes nothing. */
export class TokenBucket {
  #quota: LocalQuota;
  #tokens: number;
  #filledAt: number;

  constructor(quota: LocalQuota, now: number) {
    this.#quota = quota;
    this.#tokens = quota.burst;
    this.#filledAt = now;
  }

  /** Whether a call at `now` (ms) is within the quota. */
  take(now: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** From `now` (ms) on, another quota holds. What the bucket has stays in it, as far as it fits. */
  change(quota: LocalQuota, now: number): void {
    this.#fill(now);
    this.#quota = quota;
  }

  #fill(now: number): void {
    const { rate, burst } = this.#quota;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) * rate) / 1000);
    this.#filledAt = now;
  }
}
