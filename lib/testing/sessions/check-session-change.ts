import { checkArray, checkObject, checkOneOf } from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";
import { checkExecutors } from "./check-executors.js";
import type { LocalSessionChange, LocalSessionChanges } from "./local-session-change.js";
import { sessionStates } from "./states.js";

export function checkSessionChange(name: string, change: LocalSessionChange): void {
  checkObject(name, change);
  const { State, StateChangeReason = "", changed = [], joined = [] } = change;
  if (State !== undefined) checkOneOf(`${name}.State`, State, sessionStates);
  if (typeof StateChangeReason !== "string") throw expected(`${name}.StateChangeReason`, "a string", StateChangeReason);
  checkExecutors(`${name}.changed`, changed);
  checkExecutors(`${name}.joined`, joined);
}

export function checkSessionChanges(name: string, changes: LocalSessionChanges): void {
  if (typeof changes === "function") return;
  checkArray(name, changes, "an array or a function");
  changes.forEach((change, index) => {
    if (change !== undefined) checkSessionChange(`${name}[${index}]`, change);
  });
}
