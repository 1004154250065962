import { isThrottlingError, isTransientError } from "@smithy/service-error-classification";
import isNetworkError from "is-network-error";
import { isThrottleUnavailableError } from "../errors/throttle-unavailable-error.js";

/** What a failed attempt says about the next one. */
export type FailureKind = "throttle" | "transient" | "final";

type SdkError = Parameters<typeof isThrottlingError>[0];

/** Answers that are about the request itself, whatever their status. */
const REFUSALS: readonly unknown[] = ["InvalidRequestException", "ResourceNotFoundException"];

/**
 * Sorts a failure as the SDK does, by name, code and status. Throttling is not declared by the service's model, so
 * there is no class to ask for.
 */
export function failureKind(error: unknown): FailureKind {
  if (typeof error !== "object" || error === null) return "final";
  // The cause of the latter is a broken connection, but not one to the service.
  if (REFUSALS.includes((error as SdkError).name) || isThrottleUnavailableError(error)) return "final";
  const failure = error as SdkError;
  if (isThrottlingError(failure)) return "throttle";
  return isTransient(failure) || isBrokenFetch(failure) || isGarbledAnswer(failure) ? "transient" : "final";
}

function isTransient(error: SdkError): boolean {
  try {
    return isTransientError(error);
  } catch {
    // The SDK's classifier throws a TypeError for a `cause` of null, which must not take the place of the failure.
    return false;
  }
}

/** Whether `fetch` failed, or broke off in the body: the SDK then adds a second line of its own to the message. */
function isBrokenFetch({ name, message, stack }: SdkError): boolean {
  if (name !== "TypeError") return false;
  const [line] = message.split("\n");
  return isNetworkError(Object.assign(new TypeError(line), { stack }));
}

/** A success whose body was cut or damaged on the way, so that the SDK cannot parse it. */
function isGarbledAnswer(error: SdkError): boolean {
  const status = error.$metadata?.httpStatusCode ?? 0;
  return error.name === "SyntaxError" && status >= 200 && status < 300;
}
