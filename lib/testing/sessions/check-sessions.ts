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
import { checkLivingSession } from "../life/check-life.js";
import type { LocalLivingSession } from "../life/local-living-session.js";
import { checkCalculations } from "./check-calculations.js";
import { checkExecutors } from "./check-executors.js";
import { checkSessionChanges } from "./check-session-change.js";
import type { LocalSession } from "./local-session.js";
import { sessionStates } from "./states.js";

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
  checkOneOf(`${name}.State`, State, sessionStates);
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
