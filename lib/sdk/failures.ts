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

/**
 * How long the answer behind an error asks to wait, in milliseconds; `undefined` where it does not say or says nonsense.
 * `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3), `x-amz-retry-after` one of milliseconds.
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
  // The parser makes dates of `+5`, `1,5` and `in 2` too. Every date of HTTP begins with the day of the week.
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
