import { brand, isBranded } from "./brand.js";

/**
 * Under `whenUnavailable: "throw"`: the store that a throttle shares with other processes is out of reach, so that there
 * is no telling whether a call is within the quota. Nothing was sent. `cause` is what the store's client says, or that it
 * has said nothing for too long. It is not retried.
 */
export class ThrottleUnavailableError extends Error {
  /** Always `ThrottleUnavailableError`. To tell it across copies of this package, use {@link isThrottleUnavailableError}. */
  override readonly name = "ThrottleUnavailableError";

  constructor(cause: unknown) {
    super(
      "The shared throttle has lost its store, and the call was not sent. Look at `cause` and at the store, or set " +
        '`whenUnavailable: "local"` to go on with a share of the quota meanwhile',
      { cause },
    );
    brand(this);
  }
}

/** Whether `error` is a {@link ThrottleUnavailableError}, of this copy of the package or another. */
export function isThrottleUnavailableError(error: unknown): error is ThrottleUnavailableError {
  return isBranded(error, "ThrottleUnavailableError");
}
