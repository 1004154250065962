import { checkInteger, checkObject } from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";
import type { LocalFault } from "./local-fault.js";

const types: readonly LocalFault["type"][] = ["throttle", "error", "reset", "truncated", "malformed", "hang", "body"];

/** Faults come from plain JavaScript too: a misspelt one must not pass for a request that goes well. */
export function checkFault(name: string, fault: LocalFault): void {
  checkObject(name, fault);
  if (!types.includes(fault.type)) throw expected(`${name}.type`, `one of ${types.join(", ")}`, fault.type);
  if (fault.type === "error" || (fault.type === "throttle" && fault.status !== undefined))
    checkInteger(`${name}.status`, fault.status, 400, 599);
  if (fault.type === "body" && !isJson(fault.body)) throw expected(`${name}.body`, "a JSON value", fault.body);
}

/** `JSON.stringify` gives no text for `undefined`, functions and symbols, which its type does not say. */
function isJson(value: unknown): boolean {
  return typeof (JSON.stringify(value) as unknown) === "string";
}
