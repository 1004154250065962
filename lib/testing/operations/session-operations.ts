import { ENGINE_VERSION, engineConfiguration, sessionStatistics, sessionStatus } from "../sessions/session-details.js";
import { SESSION_STATES } from "../sessions/states.js";
import type { StoredSession } from "../sessions/stored-session.js";
import { MAX_RESULTS, NEXT_TOKEN, SESSION_ID } from "./input.js";
import { defineOperation, type Operation } from "./operation.js";

const LIST_SESSIONS = {
  WorkGroup: { type: "string", required: true, pattern: "[a-zA-Z0-9._-]{1,128}" },
  StateFilter: { type: "string", values: SESSION_STATES },
  MaxResults: MAX_RESULTS,
  NextToken: NEXT_TOKEN,
} as const;

const SESSION = { SessionId: SESSION_ID };

export const listSessions: Operation = defineOperation(LIST_SESSIONS, (input, { sessions, paging }, at) => {
  const { WorkGroup, StateFilter, MaxResults, NextToken: token } = input;
  const scope = JSON.stringify(["ListSessions", WorkGroup, StateFilter]);
  const list = sessions.list(WorkGroup, StateFilter);
  const request = { operation: "ListSessions", scope, MaxResults, NextToken: token, at } as const;
  const { items, NextToken } = paging.cut(list, paging.open(request), request);
  return { Sessions: items.map(sessionSummary), NextToken };
});

function sessionSummary(session: StoredSession): object {
  const { SessionId, Description } = session;
  const EngineVersion = { SelectedEngineVersion: ENGINE_VERSION, EffectiveEngineVersion: ENGINE_VERSION };
  return { SessionId, Description, EngineVersion, Status: sessionStatus(session) };
}

export const getSession: Operation = defineOperation(SESSION, (input, { sessions }) => {
  const session = sessions.get(input.SessionId);
  const { SessionId, Description, WorkGroup } = session;
  return {
    SessionId,
    Description,
    WorkGroup,
    EngineVersion: ENGINE_VERSION,
    EngineConfiguration: engineConfiguration(session),
    Status: sessionStatus(session),
    Statistics: sessionStatistics(session, sessions.time),
  };
});

export const getSessionStatus: Operation = defineOperation(SESSION, (input, { sessions }) => {
  const session = sessions.get(input.SessionId);
  return { SessionId: session.SessionId, Status: sessionStatus(session) };
});
