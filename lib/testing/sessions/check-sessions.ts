import {
  checkArray,
  checkInteger,
  checkObject,
  checkOneOf,
  checkString,
  hasMethod,
  expected,
} from "../../common/checks.js";
import { checkLivingSession, type LocalLivingSession } from "../life/local-life.js";
import { checkKnown } from "../../common/option-names.js";
import type {
  LocalCalculation,
  LocalExecutor,
  LocalSession,
  LocalSessionChange,
  LocalSessionChanges,
} from "./local-session.js";
import { checkTime } from "./local-time.js";
import { CALCULATION_STATES, SESSION_STATES } from "./states.js";

/** Length of the model's DescriptionString: descriptions and reasons. */
const LONGEST_DESCRIPTION = 1024;

const LONGEST_ID = 256;

const SESSION_MEMBERS = [
  "SessionId",
  "WorkGroup",
  "State",
  "Description",
  "StartDateTime",
  "executors",
  "calculations",
  "order",
  "beforePage",
  "life",
];
const CHANGE_MEMBERS = ["State", "StateChangeReason", "changed", "joined"];
const CALCULATION_MEMBERS = ["CalculationExecutionId", "Description", "Status"];
const STATUS_MEMBERS = ["SubmissionDateTime", "CompletionDateTime", "State", "StateChangeReason"];
const EXECUTOR_TEXTS = ["ExecutorId", "ExecutorType", "ExecutorState"] as const;
const EXECUTOR_NUMBERS = ["StartDateTime", "TerminationDateTime", "ExecutorSize"] as const;
const EXECUTOR_MEMBERS = [...EXECUTOR_TEXTS, ...EXECUTOR_NUMBERS];

/** Throws a `TypeError` for the first bad session. */
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
  checkKnown(name, session, SESSION_MEMBERS);
  const { SessionId, WorkGroup = "primary", Description, StartDateTime } = session;
  checkString(`${name}.SessionId`, SessionId, LONGEST_ID);
  if (typeof WorkGroup !== "string" || !/^[\w.-]{1,128}$/.test(WorkGroup))
    throw expected(`${name}.WorkGroup`, "1 to 128 letters, digits, . _ or -", WorkGroup);
  if (Description !== undefined) checkString(`${name}.Description`, Description, LONGEST_DESCRIPTION);
  if (StartDateTime !== undefined) checkTime(`${name}.StartDateTime`, StartDateTime);
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

/** Throws a `TypeError` for a bad change. */
export function checkSessionChange(name: string, change: LocalSessionChange): void {
  checkObject(name, change);
  checkKnown(name, change, CHANGE_MEMBERS);
  const { State, StateChangeReason, changed = [], joined = [] } = change;
  if (State !== undefined) checkOneOf(`${name}.State`, State, SESSION_STATES);
  if (StateChangeReason !== undefined) checkString(`${name}.StateChangeReason`, StateChangeReason, LONGEST_DESCRIPTION);
  checkExecutors(`${name}.changed`, changed);
  checkExecutors(`${name}.joined`, joined);
}

function checkSessionChanges(name: string, changes: LocalSessionChanges): void {
  if (typeof changes === "function") return;
  checkArray(name, changes, "an array or a function");
  changes.forEach((change, index) => {
    if (change !== undefined && change !== null) checkSessionChange(`${name}[${index}]`, change);
  });
}

function checkCalculations(name: string, calculations: readonly LocalCalculation[]): void {
  checkArray(name, calculations);
  calculations.forEach((calculation, index) => {
    checkCalculation(`${name}[${index}]`, calculation);
  });
}

function checkCalculation(name: string, calculation: LocalCalculation): void {
  checkObject(name, calculation);
  checkKnown(name, calculation, CALCULATION_MEMBERS);
  const { CalculationExecutionId, Description, Status = {} } = calculation;
  if (CalculationExecutionId !== undefined)
    checkString(`${name}.CalculationExecutionId`, CalculationExecutionId, LONGEST_ID);
  if (Description !== undefined) checkString(`${name}.Description`, Description, LONGEST_DESCRIPTION);
  checkCalculationStatus(`${name}.Status`, Status);
}

function checkCalculationStatus(name: string, status: NonNullable<LocalCalculation["Status"]>): void {
  checkObject(name, status);
  checkKnown(name, status, STATUS_MEMBERS);
  const { SubmissionDateTime, CompletionDateTime, State, StateChangeReason } = status;
  if (SubmissionDateTime !== undefined) checkTime(`${name}.SubmissionDateTime`, SubmissionDateTime);
  if (CompletionDateTime !== undefined) checkTime(`${name}.CompletionDateTime`, CompletionDateTime);
  if (State !== undefined) checkOneOf(`${name}.State`, State, CALCULATION_STATES);
  if (StateChangeReason !== undefined) checkString(`${name}.StateChangeReason`, StateChangeReason, LONGEST_DESCRIPTION);
}

function checkExecutors(name: string, executors: readonly LocalExecutor[]): void {
  checkArray(name, executors);
  executors.forEach((executor, index) => {
    checkExecutor(`${name}[${index}]`, executor);
  });
}

/** States and types may be any text, but a misspelt member or a number in quotes is a mistake. */
function checkExecutor(name: string, executor: LocalExecutor): void {
  checkObject(name, executor);
  checkKnown(name, executor, EXECUTOR_MEMBERS);
  for (const member of EXECUTOR_TEXTS)
    if (typeof (executor[member] ?? "") !== "string") throw expected(`${name}.${member}`, "a string", executor[member]);
  for (const member of EXECUTOR_NUMBERS)
    if (!Number.isFinite(executor[member] ?? 0))
      throw expected(`${name}.${member}`, "a finite number", executor[member]);
}
