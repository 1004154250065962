import { ExecutorList } from "./executor-list.js";
import type { LocalSession } from "./local-session.js";

/** A session as the endpoint keeps it, with the defaults filled in. */
export interface StoredSession {
  readonly SessionId: string;
  readonly WorkGroup: string;
  readonly State: string;
  readonly Description: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly executors: ExecutorList;
}

export function storeSession(session: LocalSession, now: number): StoredSession {
  const { SessionId, WorkGroup = "primary", State = "IDLE", Description, StartDateTime, executors } = session;
  const startedAt = StartDateTime?.getTime() ?? now;
  return { SessionId, WorkGroup, State, Description, startedAt, executors: new ExecutorList(executors) };
}
