import { sessionIdMember } from "../input/input-shape.js";
import { sessionStatus } from "../sessions/session-status.js";
import { defineOperation } from "./operation.js";
import type { Operation } from "./operation.js";

export const getSessionStatus: Operation = defineOperation({ SessionId: sessionIdMember }, (input, { sessions }) => {
  const session = sessions.get(input.SessionId);
  return { SessionId: session.SessionId, Status: sessionStatus(session) };
});
