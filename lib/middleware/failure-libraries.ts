import { lazy } from "./lazy.js";

/**
 * What it takes to deal with a failed attempt: p-retry, and the SDK's own sorting of failures. Asked for when an attempt
 * has been sent, they come while it is under way, so that neither importing the package nor a call waits for them.
 */
export const failureLibraries = lazy(async () => {
  const [{ default: pRetry }, { isThrottlingError, isTransientError }] = await Promise.all([
    import("p-retry"),
    import("@smithy/service-error-classification"),
  ]);
  return { pRetry, isThrottlingError, isTransientError };
});

/** See {@link failureLibraries}. */
export type FailureLibraries = Awaited<ReturnType<typeof failureLibraries>>;
