import { sessionIdMember } from "../input/input-shape.js";
import { sessionStatus } from "../sessions/session-status.js";
import { engineConfiguration, engineVersion } from "../sessions/engine.js";
import { defineOperation } from "./operation.js";
import type { Operation } from "./operation.js";

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
