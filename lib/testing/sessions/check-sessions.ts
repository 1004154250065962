import type { CalculationSummary } from "@aws-sdk/client-athena";
import {
  checkArray,
  checkDate,
  checkInteger,
  checkObject,
  checkOneOf,
  checkString,
  hasMethod,
} from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";
import { checkLivingSession, type LocalLivingSession } from "../life/local-life.js";
import type { LocalExecutor, LocalSession, LocalSessionChange, LocalSessionChanges } from "./local-session.js";
import { SESSION_STATES } from "./states.js";

export function checkSessions(sessions: readonly (LocalSession | LocalLivingSession)[]): void {
  checkArray("sessions", sessions);
  const ids = new Set<string>();
  sessions.forEach((session, index) => {
    const name = `sessions[${index}]`;
    checkSession(name, session);
    if (ids.has(session.SessionId)) throw expected(`${name}.SessionId`, "unique", session.SessionId);
    ids.add(session.SessionId);
  });
}

function checkSession(name: string, session: LocalSession | LocalLivingSession): void {
  checkObject(name, session);
  const { SessionId, WorkGroup = "primary", Description = "", StartDateTime } = session;
  checkString(`${name}.SessionId`, SessionId, 256);
  if (typeof WorkGroup !== "string" || !/^[\w.-]{1,128}$/.test(WorkGroup))
    throw expected(`${name}.WorkGroup`, "1 to 128 letters, digits, . _ or -", WorkGroup);
  if (typeof Description !== "string") throw expected(`${name}.Description`, "a string", Description);
  if (StartDateTime !== undefined) checkDate(`${name}.StartDateTime`, StartDateTime);
  if (session.life === undefined) checkData(name, session);
  else checkLivingSession(name, session);
}

function checkData(name: string, session: LocalSession): void {
  const { State = "IDLE", executors, calculations = [], order = "newest first", beforePage = [] } = session;
  checkOneOf(`${name}.State`, State, SESSION_STATES);
  checkExecutorsOrSource(`${name}.executors`, executors);
  checkCalculations(`${name}.calculations`, calculations);
  checkOneOf(`${name}.order`, order, ["newest first", "as given"]);
  checkSessionChanges(`${name}.beforePage`, beforePage);
}

function checkExecutorsOrSource(name: string, executors: LocalSession["executors"]): void {
  if (!hasMethod(executors, "slice")) throw expected(name, "an array, or an object with length and slice", executors);
  checkInteger(`${name}.length`, executors.length, 0);
  if (Array.isArray(executors)) checkExecutors(name, executors);
}

export function checkSessionChange(name: string, change: LocalSessionChange): void {
  checkObject(name, change);
  const { State, StateChangeReason = "", changed = [], joined = [] } = change;
  if (State !== undefined) checkOneOf(`${name}.State`, State, SESSION_STATES);
  if (typeof StateChangeReason !== "string") throw expected(`${name}.StateChangeReason`, "a string", StateChangeReason);
  checkExecutors(`${name}.changed`, changed);
  checkExecutors(`${name}.joined`, joined);
}

function checkSessionChanges(name: string, changes: LocalSessionChanges): void {
  if (typeof changes === "function") return;
  checkArray(name, changes, "an array or a function");
  changes.forEach((change, index) => {
    if (change !== undefined) checkSessionChange(`${name}[${index}]`, change);
  });
}

function checkCalculations(name: string, calculations: readonly CalculationSummary[]): void {
  checkArray(name, calculations);
  calculations.forEach((calculation, index) => {
    checkCalculation(`${name}[${index}]`, calculation);
  });
}

function checkCalculation(name: string, calculation: CalculationSummary): void {
  checkObject(name, calculation);
  const { Status = {} } = calculation;
  checkObject(`${name}.Status`, Status);
  const { SubmissionDateTime, CompletionDateTime } = Status;
  if (SubmissionDateTime !== undefined) checkDate(`${name}.Status.SubmissionDateTime`, SubmissionDateTime);
  if (CompletionDateTime !== undefined) checkDate(`${name}.Status.CompletionDateTime`, CompletionDateTime);
}

function checkExecutors(name: string, executors: readonly LocalExecutor[]): void {
  checkArray(name, executors);
  executors.forEach((executor, index) => {
    checkObject(`${name}[${index}]`, executor);
  });
}
