import type { LocalQuota } from "./local-quota.js";

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
