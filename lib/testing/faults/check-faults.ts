import { validateHeaderName, validateHeaderValue } from "node:http";
import { checkInteger, checkObject, checkOneOf } from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";
import { defaultRefusal, refusals } from "../paging/tokens.js";
import type { ErrorFault, LocalFault, ThrottleFault } from "./local-faults.js";

const types: readonly LocalFault["type"][] = [
  "throttle",
  "error",
  "reset",
  "truncated",
  "malformed",
  "hang",
  "body",
  "expired-token",
];

/** Faults come from plain JavaScript too: a misspelt one must not pass for a request that goes well. */
export function checkFault(name: string, fault: LocalFault): void {
  checkObject(name, fault);
  checkOneOf(`${name}.type`, fault.type, types);
  if (fault.type === "throttle") checkThrottle(name, fault);
  if (fault.type === "error") checkError(name, fault);
  if (fault.type === "malformed") checkText(`${name}.text`, fault.text);
  if (fault.type === "body" && !isJson(fault.body)) throw expected(`${name}.body`, "a JSON value", fault.body);
  if (fault.type === "expired-token") checkOneOf(`${name}.refusal`, fault.refusal ?? defaultRefusal, refusals);
}

function checkThrottle(name: string, { status = 400, retryAfter = 0, headers = {} }: ThrottleFault): void {
  checkInteger(`${name}.status`, status, 400, 599);
  if (!Number.isFinite(retryAfter))
    checkHeaderValue(`${name}.retryAfter`, retryAfter, "a finite number or the text of a header");
  checkHeaders(`${name}.headers`, headers);
}

function checkError(name: string, fault: ErrorFault): void {
  const { status, format = "json", headers = {} } = fault;
  checkInteger(`${name}.status`, status, 400, 599);
  checkText(`${name}.name`, fault.name);
  checkText(`${name}.message`, fault.message);
  checkOneOf(`${name}.format`, format, ["json", "html"]);
  checkHeaders(`${name}.headers`, headers);
}

function checkText(name: string, text: unknown): void {
  if (text !== undefined && typeof text !== "string") throw expected(name, "a string", text);
}

/** `JSON.stringify` gives no text for `undefined`, functions and symbols, which its type does not say. */
function isJson(value: unknown): boolean {
  return typeof (JSON.stringify(value) as unknown) === "string";
}

/** Node refuses a bad header when it is sent, where the error would end the process; `Trailer` it refuses beside a `Content-Length`. */
function checkHeaders(name: string, headers: Readonly<Record<string, unknown>>): void {
  checkObject(name, headers);
  for (const [header, value] of Object.entries(headers)) {
    if (!isHeaderName(header)) throw expected(name, "headers with valid names", header);
    checkHeaderValue(`${name}.${header}`, value, "the text of a header");
  }
}

function checkHeaderValue(name: string, value: unknown, accepted: string): void {
  if (typeof value !== "string" || !isHeaderValue(value)) throw expected(name, accepted, value);
}

function isHeaderName(name: string): boolean {
  return name.toLowerCase() !== "trailer" && !throws(validateHeaderName, name);
}

function isHeaderValue(value: string): boolean {
  return !throws(validateHeaderValue, "any", value);
}

function throws<Parameters extends unknown[]>(check: (...values: Parameters) => void, ...values: Parameters): boolean {
  try {
    check(...values);
    return false;
  } catch {
    return true;
  }
}
