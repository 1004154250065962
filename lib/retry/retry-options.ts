import { checkCount, checkMilliseconds, checkObject } from "../common/checks.js";
import { LONGEST_TIMER } from "../common/timers.js";

/** How failed attempts are repeated. The names are p-retry's; all times are in milliseconds. */
export interface RetryOptions {
  /**
   * How often a failed call is repeated: an integer >= 0, or `Infinity`. After 35 transient failures in a row over one
   * client, calls are repeated at most once until one succeeds, unless this is `Infinity`.
   *
   * @default 8
   */
  readonly retries?: number | undefined;
  /**
   * Base of the backoff: the n-th retry waits 1 to 2 times `minTimeout × 2^(n - 1)`.
   *
   * @default 100
   */
  readonly minTimeout?: number | undefined;
  /**
   * Base of the pause after the n-th throttle answer to a call: a random time up to `throttleTimeout × 2^(n - 1)`.
   *
   * @default 1000
   */
  readonly throttleTimeout?: number | undefined;
  /**
   * The longest backoff and pause. The service may ask for more. At most 2 147 483 647 (24.8 days).
   *
   * @default 20000
   */
  readonly maxTimeout?: number | undefined;
  /**
   * Give up when the next delay could end later than this after the first attempt. Waits for the rate limit do not
   * count, cool-downs do.
   *
   * @default Infinity
   */
  readonly maxRetryTime?: number | undefined;
}

/** {@link RetryOptions}, checked, with every default filled in. */
export type RetrySettings = { readonly [Name in keyof RetryOptions]-?: number };

/** Validates the options and fills in defaults. `name` is their name in errors. */
export function retrySettings(name: string, options: RetryOptions = {}): RetrySettings {
  checkObject(name, options);
  const {
    retries = 8,
    minTimeout = 100,
    throttleTimeout = 1000,
    maxTimeout = 20_000,
    maxRetryTime = Infinity,
  } = options;
  checkCount(`${name}.retries`, retries);
  const times = { minTimeout, throttleTimeout, maxTimeout, maxRetryTime };
  for (const [time, value] of Object.entries(times)) checkMilliseconds(`${name}.${time}`, value);
  return {
    retries,
    minTimeout: Math.min(minTimeout, LONGEST_TIMER),
    throttleTimeout: Math.min(throttleTimeout, LONGEST_TIMER),
    maxTimeout: Math.min(maxTimeout, LONGEST_TIMER),
    maxRetryTime,
  };
}
