import { TokenBucket } from "./token-bucket.js";
import type { LocalQuota } from "./local-quota.js";

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
