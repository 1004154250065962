import { validateHeaderName, validateHeaderValue } from "node:http";
import { checkInteger, checkObject, checkOneOf, expected } from "../../common/checks.js";
import { checkKnown } from "../../common/option-names.js";
import { DEFAULT_REFUSAL, REFUSALS } from "../paging/tokens.js";
import type { ErrorFault, LocalFault, ThrottleFault } from "./local-faults.js";

/** Members of each type of fault. */
const FAULT_MEMBERS: Readonly<Record<LocalFault["type"], readonly string[]>> = {
  throttle: ["type", "retryAfter", "status", "headers"],
  error: ["type", "status", "name", "message", "format", "headers"],
  reset: ["type"],
  truncated: ["type"],
  malformed: ["type", "text"],
  hang: ["type"],
  body: ["type", "body"],
  "expired-token": ["type", "refusal"],
};

/** Throws a `TypeError` for a bad fault, so that a misspelt one from plain JavaScript is not ignored. */
export function checkFault(name: string, fault: LocalFault): void {
  checkObject(name, fault);
  checkOneOf(`${name}.type`, fault.type, Object.keys(FAULT_MEMBERS));
  checkKnown(name, fault, FAULT_MEMBERS[fault.type]);
  if (fault.type === "throttle") checkThrottle(name, fault);
  if (fault.type === "error") checkError(name, fault);
  if (fault.type === "malformed") checkText(`${name}.text`, fault.text);
  if (fault.type === "body" && !isJson(fault.body)) throw expected(`${name}.body`, "a JSON value", fault.body);
  if (fault.type === "expired-token") checkOneOf(`${name}.refusal`, fault.refusal ?? DEFAULT_REFUSAL, REFUSALS);
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

/** `JSON.stringify` returns `undefined` for `undefined`, functions and symbols; its type does not say so. */
function isJson(value: unknown): boolean {
  return typeof (JSON.stringify(value) as unknown) === "string";
}

/**
 * Node throws for a bad header when it is sent, which would end the process. It also refuses `Trailer` beside a
 * `Content-Length`.
 */
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
