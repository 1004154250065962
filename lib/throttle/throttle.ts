/**
 * Keeps calls to a rate. One throttle may be shared by any number of listings, clients and commands: all of them keep
 * to the rate together.
 */
export interface Throttle {
  /**
   * Resolves when the caller may send, to the time of the grant (`performance.now()`, ms) if the throttle wants it
   * back in {@link Throttle.coolDown}. Rejects with the signal's reason when it aborts.
   */
  acquire(signal?: AbortSignal): Promise<number | void>;
  /**
   * The service has asked for a pause: nobody is to send for `ms` milliseconds. `grantedAt` is when the call that it
   * answered was granted, so that one burst of throttle answers counts once against the rate. `-Infinity` says that it
   * was no throttle answer but an outage with `Retry-After`, which says nothing about the rate.
   */
  coolDown(ms: number, grantedAt?: number): void;
  /**
   * Why the throttle cannot keep to the quota as it should, for instance because the store that it shares with others
   * is out of reach; `undefined` while it can. Listings report it as a `throttle-degraded` event. Optional.
   */
  readonly degradedBy?: unknown;
  /**
   * Until when the throttle holds everybody back because the service asked for it (`performance.now()`, ms). It tells
   * `wait` events for a `cool-down` from those for the rate. Optional.
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
 * Keeps to the configured limit. A caller enters it last, when no cool-down and no learned rate holds it back. At most
 * one caller is inside at a time.
 */
export interface Gate {
  /**
   * Resolves to `true` when the caller may go, to `false` when it was called off. `weight` is for how many calls at the
   * full rate this one counts: 1, or more while the rate is lowered. Rejects if the gate cannot decide.
   */
  enter(weight: number): Promise<boolean>;
  /** Cancels a pending `enter()`. Calls already admitted still count. */
  callOff(): void;
  /** When the last caller was admitted (`performance.now()`, ms), which may be before `enter()` resolves. Optional. */
  readonly enteredAt?: number;
}
