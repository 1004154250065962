import type { LocalLivingSession } from "../life/local-life.js";
import { sessionNotFound, workGroupNotFound } from "../server/service-error.js";
import { LivingSession } from "./living-session.js";
import type { LocalSession } from "./local-session.js";
import { activeSessionStates } from "./states.js";
import { StoredSession } from "./stored-session.js";

/** The sessions of the endpoint and the workgroups that they are in. */
export class SessionStore {
  readonly #sessions: ReadonlyMap<string, StoredSession>;
  /** Every account has a workgroup `primary`. */
  readonly #workGroups = new Set(["primary"]);
  readonly #living: readonly LivingSession[];
  readonly #now: () => number;

  /** `now` is the clock of the sessions, in ms since the epoch. */
  constructor(sessions: readonly (LocalSession | LocalLivingSession)[], now: () => number) {
    // All of one moment: in whatever millisecond each is made, their order is the given one.
    const begin = now();
    const stored = sessions.map((session) => storedSession(session, now, begin));
    this.#sessions = new Map(stored.map((session) => [session.SessionId, session]));
    this.#living = stored.filter((session) => session instanceof LivingSession);
    this.#now = now;
    for (const { WorkGroup } of stored) this.#workGroups.add(WorkGroup);
  }

  /** Brings the living sessions up to date. Until the next time nothing changes by itself, so that what a request sees is of one moment. */
  advance(): void {
    const now = this.#now();
    for (const session of this.#living) session.advance(now);
  }

  find(sessionId: string): StoredSession | undefined {
    const session = this.#sessions.get(sessionId);
    return session?.hasBegun === true ? session : undefined;
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
      .filter(({ WorkGroup, State, hasBegun }) => hasBegun && WorkGroup === workGroup && states.includes(State))
      .sort((one, other) => other.startedAt - one.startedAt);
  }
}

function storedSession(session: LocalSession | LocalLivingSession, now: () => number, begin: number): StoredSession {
  return session.life === undefined ? new StoredSession(session, now, begin) : new LivingSession(session, now, begin);
}
