import type { Throttle } from "./throttle.js";

/** Permission of a throttle for one attempt. */
export interface Grant {
  readonly throttle: Throttle;
  /** What `acquire()` resolved to. The throttle gets it back in `coolDown()`. */
  readonly ticket: number | undefined;
  /** When it was granted (`performance.now()`, ms). */
  readonly at: number;
  /** Milliseconds that the attempt waited for its turn, without the cool-down in force when it joined the queue. */
  readonly queued: number;
}

/** A call that repeats its attempts and reports their failures to the throttle. */
export interface GrantHolder {
  /** Called before each attempt that a throttle has let pass. */
  onGrant(grant: Grant): void;
}

/**
 * Calls that this package retries, by their requests. The throttle and the retries may be added to a stack
 * independently of each other, and the request is what both of them see.
 */
export const grantHolders = new WeakMap<object, GrantHolder>();
