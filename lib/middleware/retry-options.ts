import { checkCount, checkMilliseconds, checkObject } from "../checks/checks.js";

/** How failed attempts are repeated. The names are p-retry's; all times are in milliseconds. */
export interface RetryOptions {
  /** How often a failed call is repeated: an integer >= 0, or `Infinity`. Default: 8. */
  readonly retries?: number | undefined;
  /** The base of the delays: the n-th retry waits a random time up to `minTimeout × 2^(n - 1)`. Default: 100. */
  readonly minTimeout?: number | undefined;
  /** The base of the delays after a throttle answer. Default: 1 000. */
  readonly throttleTimeout?: number | undefined;
  /** No delay is longer, whatever the service asks for. Default: 20 000. */
  readonly maxTimeout?: number | undefined;
  /** A delay that would end later than this after the start of the call is not begun: the call fails. Default: Infinity. */
  readonly maxRetryTime?: number | undefined;
}

/** {@link RetryOptions} with every default filled in. */
export type RetryPolicy = { readonly [Name in keyof RetryOptions]-?: number };

/** What {@link RetryOptions} are by default. */
export const RETRY_DEFAULTS: RetryPolicy = {
  retries: 8,
  minTimeout: 100,
  throttleTimeout: 1000,
  maxTimeout: 20_000,
  maxRetryTime: Infinity,
};

/** Checks the options and fills in the defaults; `name` is what errors call them. */
export function retryPolicy(name: string, options: RetryOptions = {}): RetryPolicy {
  checkObject(name, options);
  const {
    retries = RETRY_DEFAULTS.retries,
    minTimeout = RETRY_DEFAULTS.minTimeout,
    throttleTimeout = RETRY_DEFAULTS.throttleTimeout,
    maxTimeout = RETRY_DEFAULTS.maxTimeout,
    maxRetryTime = RETRY_DEFAULTS.maxRetryTime,
  } = options;
  checkCount(`${name}.retries`, retries);
  const times = { minTimeout, throttleTimeout, maxTimeout, maxRetryTime };
  for (const [time, value] of Object.entries(times)) checkMilliseconds(`${name}.${time}`, value);
  return { retries, ...times };
}
