import { brand, isBranded } from "./brand.js";

/**
 * Redis is unavailable and `whenUnavailable` is `"throw"`. The call was not sent, and it is not retried. `cause` is the
 * Redis client's error or a timeout.
 */
export class ThrottleUnavailableError extends Error {
  /** Always `ThrottleUnavailableError`. Across copies of this package, use {@link isThrottleUnavailableError}. */
  override readonly name = "ThrottleUnavailableError";

  constructor(cause: unknown) {
    super(
      "Redis is unavailable, so the call was not sent (see `cause`). Check Redis, or set " +
        '`whenUnavailable: "local"` to continue at a reduced rate',
      { cause },
    );
    brand(this);
  }
}

/** Whether `error` is a {@link ThrottleUnavailableError}, of this copy of the package or another. */
export function isThrottleUnavailableError(error: unknown): error is ThrottleUnavailableError {
  return isBranded(error, "ThrottleUnavailableError");
}
