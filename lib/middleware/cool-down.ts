import type { FailureKind } from "./failure-kind.js";
import type { Grant } from "./grants.js";
import { retryAfter } from "./retry-after.js";

/** Has everybody who shares the throttle wait for `delay` milliseconds, if the failure is a reason to. */
export function coolDown({ throttle, grantedAt }: Grant, kind: FailureKind, error: unknown, delay: number): void {
  if (kind === "throttle") throttle.coolDown(delay, grantedAt);
  // An outage says nothing about the rate: an answer to a grant before every other one does not count against it.
  else if (kind === "transient" && retryAfter(error) !== undefined) throttle.coolDown(delay, -Infinity);
}
