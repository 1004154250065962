/**
 * Keeps calls to a rate. One throttle may be shared by any number of listings, clients and commands: the rate
 * applies to all of them together.
 */
export interface Throttle {
  /**
   * Resolves when the caller may send. The result is the time of the grant (`performance.now()`, ms) if the throttle
   * needs it in {@link Throttle.coolDown}. Rejects with the signal's reason on abort.
   */
  acquire(signal?: AbortSignal): Promise<number | void>;
  /**
   * Stops all callers for `ms` milliseconds, because the service asked for it. `grantedAt` is when the failed call was
   * granted, so that a burst of throttle answers lowers the rate once. `-Infinity` marks an outage with `Retry-After`,
   * which must not lower the rate.
   */
  coolDown(ms: number, grantedAt?: number): void;
  /**
   * Reason why the throttle cannot keep to the quota, such as an error of the store that it shares; `undefined` while
   * it can. Listings report it as a `throttle-degraded` event. Optional.
   */
  readonly degradedBy?: unknown;
  /**
   * End of the pause that the service asked for (`performance.now()`, ms). Waits until then are reported as
   * `cool-down`. Optional.
   */
  readonly coolUntil?: number;
}

/** A rate: `limit` calls in every `interval`. */
export interface ThrottleOptions {
  /** Calls per interval, a positive number. */
  readonly limit: number;
  /** The length of the interval in milliseconds, a positive number up to 2 147 483 647 (24.8 days). */
  readonly interval: number;
}

/**
 * Keeps to the configured limit. A caller enters it after any cool-down and the learned rate. At most one caller is
 * inside at a time.
 */
export interface Gate {
  /**
   * Resolves to `true` when the caller may send, to `false` after `callOff()`. `weight` is the number of calls that
   * this one counts for: 1, or more while the rate is lowered. Rejects if the gate cannot decide.
   */
  enter(weight: number): Promise<boolean>;
  /** Cancels a pending `enter()`. Calls already admitted still count. */
  callOff(): void;
  /** When the last caller was admitted (`performance.now()`, ms), which may be before `enter()` resolves. Optional. */
  readonly enteredAt?: number;
}
