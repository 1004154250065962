import type { Throttle } from "./throttle.js";

/** That a throttle let an attempt pass, and when. */
export interface Grant {
  readonly throttle: Throttle;
  readonly grantedAt: number | undefined;
}

/**
 * The last grant of each request, left by the throttle's middleware for the retry's: the two are added to a stack
 * independently of each other, and the request is what both of them see.
 */
export const grants = new WeakMap<object, Grant>();

/** The requests whose attempts are ours, so that the throttle hears of failures from the retry's middleware. */
export const retriedRequests = new WeakSet();
