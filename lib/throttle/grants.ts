import type { Throttle } from "./throttle.js";

/** Permission of a throttle for one attempt. */
export interface Grant {
  readonly throttle: Throttle;
  /** The result of `acquire()`, for `coolDown()`. */
  readonly ticket: number | undefined;
  /** When it was granted (`performance.now()`, ms). */
  readonly at: number;
  /** Milliseconds in the queue, without the cool-down in force when the attempt joined it. */
  readonly queued: number;
}

/** A call that repeats its attempts and reports their failures to the throttle. */
export interface GrantHolder {
  /** Called before each attempt that a throttle admits. */
  onGrant(grant: Grant): void;
}

/**
 * Calls that this package retries, by their requests. The throttle and the retries may be added to a stack
 * independently of each other, and both of them have access to the request.
 */
export const grantHolders = new WeakMap<object, GrantHolder>();
