import type { LocalLivingSession } from "../life/local-life.js";
import { sessionNotFound, workGroupNotFound } from "../server/service-error.js";
import { LivingSession } from "./living-session.js";
import type { LocalSession } from "./local-session.js";
import { ACTIVE_SESSION_STATES } from "./states.js";
import { StoredSession } from "./stored-session.js";

/** The sessions of the endpoint and their workgroups. */
export class SessionStore {
  readonly #sessions: ReadonlyMap<string, StoredSession>;
  /** Every account has the workgroup `primary`. */
  readonly #workGroups = new Set(["primary"]);
  readonly #living: readonly LivingSession[];
  readonly #now: () => number;
  #time: number;

  /** `now` is the clock of the sessions, in ms since the epoch. */
  constructor(sessions: readonly (LocalSession | LocalLivingSession)[], now: () => number) {
    // One common start time, so that sessions without `StartDateTime` keep the given order.
    const begin = now();
    this.#time = begin;
    const stored = sessions.map((session) => storedSession(session, now, begin));
    this.#sessions = new Map(stored.map((session) => [session.SessionId, session]));
    this.#living = stored.filter((session) => session instanceof LivingSession);
    this.#now = now;
    for (const { WorkGroup } of stored) this.#workGroups.add(WorkGroup);
  }

  /** Brings the living sessions up to date. They change nowhere else, so a request sees a consistent state. */
  advance(): void {
    this.#time = this.#now();
    for (const session of this.#living) session.advance(this.#time);
  }

  /** Time of the last `advance()`, in ms since the epoch. */
  get time(): number {
    return this.#time;
  }

  find(sessionId: string): StoredSession | undefined {
    const session = this.#sessions.get(sessionId);
    return session?.hasBegun === true ? session : undefined;
  }

  /** Returns a session, or throws the service's error for an unknown one. */
  get(sessionId: string): StoredSession {
    const session = this.find(sessionId);
    if (session === undefined) throw sessionNotFound(sessionId);
    return session;
  }

  /** Returns the sessions of a workgroup in one state, or in an active one. Newest first; ties keep the given order. */
  list(workGroup: string, state: string | undefined): readonly StoredSession[] {
    if (!this.#workGroups.has(workGroup)) throw workGroupNotFound();
    const states = state === undefined ? ACTIVE_SESSION_STATES : [state];
    return [...this.#sessions.values()]
      .filter(({ WorkGroup, State, hasBegun }) => hasBegun && WorkGroup === workGroup && states.includes(State))
      .sort((one, other) => other.startedAt - one.startedAt);
  }
}

function storedSession(session: LocalSession | LocalLivingSession, now: () => number, begin: number): StoredSession {
  return session.life === undefined ? new StoredSession(session, now, begin) : new LivingSession(session, now, begin);
}
