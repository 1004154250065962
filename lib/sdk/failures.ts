import { isThrottlingError, isTransientError } from "@smithy/service-error-classification";
import isNetworkError from "is-network-error";
import { isThrottleUnavailableError } from "../errors/throttle-unavailable-error.js";

/** The kind of a failure. Only `final` failures are not retried. */
export type FailureKind = "throttle" | "transient" | "final";

type SdkError = Parameters<typeof isThrottlingError>[0];

/** Errors about the request itself, with any status. */
const REFUSALS: readonly unknown[] = ["InvalidRequestException", "ResourceNotFoundException"];

/**
 * Classifies a failure as the SDK does, by name, code and status. The service's model declares no class for throttling.
 */
export function failureKind(error: unknown): FailureKind {
  if (typeof error !== "object" || error === null) return "final";
  // The cause of a ThrottleUnavailableError may look like a broken connection to the service.
  if (REFUSALS.includes((error as SdkError).name) || isThrottleUnavailableError(error)) return "final";
  const failure = error as SdkError;
  if (isThrottlingError(failure)) return "throttle";
  return isTransient(failure) || isBrokenFetch(failure) || isGarbledAnswer(failure) ? "transient" : "final";
}

function isTransient(error: SdkError): boolean {
  try {
    return isTransientError(error);
  } catch {
    // The SDK's classifier throws a TypeError for a `cause` of null, which must not replace the failure.
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

/**
 * Returns the wait in milliseconds that the answer behind an error asks for; `undefined` without a valid one.
 * `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3), `x-amz-retry-after` is in milliseconds.
 */
export function retryAfter(error: unknown): number | undefined {
  const headers = headersOf(error);
  const standard = headers.get("retry-after") ?? "";
  const amazon = headers.get("x-amz-retry-after") ?? "";
  return fromNumber(standard, 1000) ?? fromDate(standard) ?? fromNumber(amazon, 1);
}

function fromNumber(value: string, unit: number): number | undefined {
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) * unit : undefined;
}

function fromDate(value: string): number | undefined {
  // The parser also accepts `+5`, `1,5` and `in 2`. Every HTTP date begins with the day of the week.
  const date = /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function headersOf(error: unknown): ReadonlyMap<string, string> {
  const headers = (error as { $response?: { headers?: Record<string, unknown> } } | null)?.$response?.headers ?? {};
  return new Map(
    Object.entries(headers)
      .filter((entry): entry is [string, string] => typeof entry[1] === "string")
      .map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
}
