import { maxResultsMember, nextTokenMember } from "../input/input-shape.js";
import { sessionStatus } from "../sessions/session-status.js";
import { sessionStates } from "../sessions/states.js";
import type { StoredSession } from "../sessions/stored-session.js";
import { engineVersion } from "../sessions/engine.js";
import { defineOperation } from "./operation.js";
import type { Operation } from "./operation.js";

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
