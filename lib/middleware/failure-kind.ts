import { isThrottleUnavailableError } from "../errors/throttle-unavailable-error.js";
import { failureLibraries, type FailureLibraries } from "./failure-libraries.js";

/** What a failed attempt says about the next one. */
export type FailureKind = "throttle" | "transient" | "final";

/** The kinds of failures that are worth another attempt. */
export type RetriedKind = Exclude<FailureKind, "final">;

type SdkError = Parameters<FailureLibraries["isThrottlingError"]>[0];

/**
 * Sorts a failure as the SDK does, by name, code and status. Throttling is not declared by the service's model, so
 * there is no class to ask for.
 */
export async function failureKind(error: unknown): Promise<FailureKind> {
  if (typeof error !== "object" || error === null) return "final";
  // Its cause is a broken connection, but not one to the service.
  if (isThrottleUnavailableError(error)) return "final";
  const failure = error as SdkError;
  const libraries = await failureLibraries();
  if (libraries.isThrottlingError(failure)) return "throttle";
  if (isTransient(libraries, failure) || isGarbledAnswer(failure)) return "transient";
  return "final";
}

function isTransient({ isTransientError }: FailureLibraries, error: SdkError): boolean {
  try {
    return isTransientError(error);
  } catch {
    // The SDK's classifier trips over a `cause` of null, and its own TypeError must not take the place of the failure.
    return false;
  }
}

/** A success whose body was cut or damaged on the way: the SDK's parser chokes on it. */
function isGarbledAnswer(error: SdkError): boolean {
  const status = error.$metadata?.httpStatusCode ?? 0;
  return error.name === "SyntaxError" && status >= 200 && status < 300;
}
