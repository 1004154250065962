import { checkInteger, checkObject, checkPositive } from "../common/checks.js";
import { checkKnown } from "../common/option-names.js";

/** A call quota as AWS describes it: a bucket of `burst` calls, refilled with `rate` calls per second. */
export interface LocalQuota {
  /** Calls per second, a finite number > 0. */
  readonly rate: number;
  /** Size of the bucket: the number of calls that can be made at once, an integer >= 1. */
  readonly burst: number;
}

export function checkQuota(quota: LocalQuota): void {
  checkObject("quota", quota);
  checkKnown("quota", quota, ["rate", "burst"]);
  const { rate, burst } = quota;
  checkPositive("quota.rate", rate);
  checkInteger("quota.burst", burst, 1);
}

/** One bucket for each operation, as AWS counts. */
export class OperationQuotas {
  #quota: LocalQuota | undefined;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(quota: LocalQuota | undefined) {
    this.#quota = quota;
  }

  /** Takes a call of the operation at `now` (ms). Returns false if it exceeds the quota. */
  take(operation: string, now: number): boolean {
    if (this.#quota === undefined) return true;
    const bucket = this.#buckets.get(operation) ?? new TokenBucket(this.#quota, now);
    this.#buckets.set(operation, bucket);
    return bucket.take(now);
  }

  /** Changes the quota at `now` (ms); `undefined` for none. */
  change(quota: LocalQuota | undefined, now: number): void {
    this.#quota = quota;
    if (quota === undefined) this.#buckets.clear();
    else for (const bucket of this.#buckets.values()) bucket.change(quota, now);
  }
}

/** A bucket that starts full. Refused calls take nothing. */
export class TokenBucket {
  #quota: LocalQuota;
  #tokens: number;
  #filledAt: number;

  constructor(quota: LocalQuota, now: number) {
    this.#quota = quota;
    this.#tokens = quota.burst;
    this.#filledAt = now;
  }

  /** Takes a call at `now` (ms). Returns false if the bucket is empty. */
  take(now: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Changes the quota at `now` (ms). The calls in the bucket remain, up to the new `burst`. */
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
