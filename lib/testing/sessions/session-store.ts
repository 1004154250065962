import { sessionNotFound, workGroupNotFound } from "../http/service-error.js";
import type { LocalSession } from "./local-session.js";
import { activeSessionStates } from "./states.js";
import { StoredSession } from "./stored-session.js";

/** The sessions of the endpoint and the workgroups that they are in. */
export class SessionStore {
  readonly #sessions: ReadonlyMap<string, StoredSession>;
  /** Every account has a workgroup `primary`. */
  readonly #workGroups = new Set(["primary"]);

  constructor(sessions: readonly LocalSession[], now: number) {
    const stored = sessions.map((session) => new StoredSession(session, now));
    this.#sessions = new Map(stored.map((session) => [session.SessionId, session]));
    for (const { WorkGroup } of stored) this.#workGroups.add(WorkGroup);
  }

  find(sessionId: string): StoredSession | undefined {
    return this.#sessions.get(sessionId);
  }

  /** Throws the service's error for an unknown session. */
  get(sessionId: string): StoredSession {
    const session = this.find(sessionId);
    if (session === undefined) throw sessionNotFound(sessionId);
    return session;
  }

  /** The sessions of a workgroup in one state, or in an active one: newest first, ties in the given order. */
  list(workGroup: string, state: string | undefined): readonly StoredSession[] {
    if (!this.#workGroups.has(workGroup)) throw workGroupNotFound();
    const states = state === undefined ? activeSessionStates : [state];
    return [...this.#sessions.values()]
      .filter(({ WorkGroup, State }) => WorkGroup === workGroup && states.includes(State))
      .sort((one, other) => other.startedAt - one.startedAt);
  }
}
