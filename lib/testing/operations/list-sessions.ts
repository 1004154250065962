import { maxResultsMember, nextTokenMember } from "../input/input-shape.js";
import { page } from "../paging/page.js";
import { sessionStatus } from "../sessions/session-status.js";
import { sessionStates } from "../sessions/states.js";
import type { StoredSession } from "../sessions/stored-session.js";
import { engineVersion } from "./engine.js";
import { defineOperation } from "./operation.js";
import type { Operation } from "./operation.js";

const shape = {
  WorkGroup: { type: "string", required: true, pattern: "[a-zA-Z0-9._-]{1,128}" },
  StateFilter: { type: "string", values: sessionStates },
  MaxResults: maxResultsMember,
  NextToken: nextTokenMember,
} as const;

export const listSessions: Operation = defineOperation(shape, (input, { sessions, tokenOnFullPage }) => {
  const { WorkGroup, StateFilter } = input;
  const scope = JSON.stringify(["ListSessions", WorkGroup, StateFilter]);
  const { items, NextToken } = page(sessions.list(WorkGroup, StateFilter), scope, input, tokenOnFullPage);
  return { Sessions: items.map(sessionSummary), NextToken };
});

function sessionSummary(session: StoredSession): object {
  const { SessionId, Description } = session;
  const EngineVersion = { SelectedEngineVersion: engineVersion, EffectiveEngineVersion: engineVersion };
  return { SessionId, Description, EngineVersion, Status: sessionStatus(session) };
}
