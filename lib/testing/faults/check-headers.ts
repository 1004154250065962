import { validateHeaderName, validateHeaderValue } from "node:http";

import { checkObject } from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";

/** Node refuses a bad header when it is sent, where the error would end the process; `Trailer` it refuses beside a `Content-Length`. */
export function checkHeaders(name: string, headers: Readonly<Record<string, unknown>>): void {
  checkObject(name, headers);
  for (const [header, value] of Object.entries(headers)) {
    if (!isHeaderName(header)) throw expected(name, "headers with valid names", header);
    checkHeaderValue(`${name}.${header}`, value, "the text of a header");
  }
}

export function checkHeaderValue(name: string, value: unknown, accepted: string): void {
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
