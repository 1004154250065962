import { sessionStates } from "../sessions/states.js";
import { engineConfiguration, engineVersion, sessionStatus, type StoredSession } from "../sessions/stored-session.js";
import { maxResultsMember, nextTokenMember, sessionIdMember } from "./input.js";
import { defineOperation, type Operation } from "./operation.js";

const shape = {
  WorkGroup: { type: "string", required: true, pattern: "[a-zA-Z0-9._-]{1,128}" },
  StateFilter: { type: "string", values: sessionStates },
  MaxResults: maxResultsMember,
  NextToken: nextTokenMember,
} as const;

export const listSessions: Operation = defineOperation(shape, (input, { sessions, paging }, at) => {
  const { WorkGroup, StateFilter, MaxResults, NextToken: token } = input;
  const scope = JSON.stringify(["ListSessions", WorkGroup, StateFilter]);
  const list = sessions.list(WorkGroup, StateFilter);
  const request = { scope, MaxResults, NextToken: token, at };
  const { items, NextToken } = paging.cut(list, paging.open(request), request);
  return { Sessions: items.map(sessionSummary), NextToken };
});

function sessionSummary(session: StoredSession): object {
  const { SessionId, Description } = session;
  const EngineVersion = { SelectedEngineVersion: engineVersion, EffectiveEngineVersion: engineVersion };
  return { SessionId, Description, EngineVersion, Status: sessionStatus(session) };
}

export const getSession: Operation = defineOperation({ SessionId: sessionIdMember }, (input, { sessions }) => {
  const session = sessions.get(input.SessionId);
  const { SessionId, Description, WorkGroup } = session;
  return {
    SessionId,
    Description,
    WorkGroup,
    EngineVersion: engineVersion,
    EngineConfiguration: { ...engineConfiguration, MaxConcurrentDpus: session.maxConcurrentDpus },
    Status: sessionStatus(session),
  };
});

export const getSessionStatus: Operation = defineOperation({ SessionId: sessionIdMember }, (input, { sessions }) => {
  const session = sessions.get(input.SessionId);
  return { SessionId: session.SessionId, Status: sessionStatus(session) };
});
