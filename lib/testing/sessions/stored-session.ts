import type { SessionState } from "@aws-sdk/client-athena";

import { expected } from "../../checks/expected.js";
import { engineConfiguration } from "./engine.js";
import { checkSessionChange } from "./check-session-change.js";
import type { ExecutorList } from "./executor-list.js";
import { HeldExecutors } from "./held-executors.js";
import { LazyExecutors } from "./lazy-executors.js";
import type { LocalPageRequest, LocalSessionChange, LocalSessionChanges } from "./local-session-change.js";
import type { LocalExecutorSource, LocalSession } from "./local-session.js";
import { wireCalculations, type WireCalculation } from "./wire-calculation.js";

/** A session as the endpoint keeps it, with the defaults filled in. Times are milliseconds since the epoch. */
export class StoredSession {
  readonly SessionId: string;
  readonly WorkGroup: string;
  readonly Description: string | undefined;
  readonly startedAt: number;
  readonly executors: ExecutorList;
  /** Whether it can be found yet. */
  hasBegun = true;
  readonly #calculations: readonly WireCalculation[];
  readonly #now: () => number;
  readonly #beforePage: LocalSessionChanges;
  #pages = 0;
  #state: SessionState;
  #stateChangeReason: string | undefined;
  #changedAt: number | undefined;

  /** `begin` is when it starts, in ms since the epoch, unless it says itself. */
  constructor(session: LocalSession, now: () => number, begin: number) {
    const { SessionId, WorkGroup = "primary", State = "IDLE", Description, StartDateTime } = session;
    const { calculations = [], beforePage = [] } = session;
    this.SessionId = SessionId;
    this.WorkGroup = WorkGroup;
    this.Description = Description;
    this.startedAt = StartDateTime?.getTime() ?? begin;
    this.executors = executorList(session);
    this.#calculations = wireCalculations(calculations);
    this.#now = now;
    this.#beforePage = beforePage;
    this.#state = State;
  }

  get State(): SessionState {
    return this.#state;
  }

  /** Why it is in its state, if a change has said so. */
  get StateChangeReason(): string | undefined {
    return this.#stateChangeReason;
  }

  /** When it came into its state; `undefined` if that was before the endpoint could see it. */
  get changedAt(): number | undefined {
    return this.#changedAt;
  }

  get calculations(): readonly WireCalculation[] {
    return this.#calculations;
  }

  get maxConcurrentDpus(): number {
    return engineConfiguration.MaxConcurrentDpus;
  }

  /** Does what is to be done before a page, the next one of this session. */
  beforePage(page: Omit<LocalPageRequest, "number">): void {
    this.#pages += 1;
    const number = this.#pages;
    const changes = this.#beforePage;
    const change = typeof changes === "function" ? changes({ number, ...page }) : changes[number - 1];
    if (change !== undefined) this.change("beforePage", change);
  }

  /** All of a change, or a `TypeError` and nothing of it. */
  change(name: string, change: LocalSessionChange): void {
    checkSessionChange(name, change);
    const { changed = [] } = change;
    changed.forEach(({ ExecutorId }, index) => {
      if (!this.executors.has(ExecutorId))
        throw expected(`${name}.changed[${index}].ExecutorId`, "the id of an executor of the session", ExecutorId);
    });
    this.apply(change, this.#now());
  }

  protected apply(change: LocalSessionChange, at: number): void {
    const { State = this.#state, StateChangeReason, changed = [], joined = [] } = change;
    for (const members of changed) this.executors.change(members);
    for (const executor of joined) this.executors.join(executor);
    if (State === this.#state) return;
    this.#state = State;
    this.#stateChangeReason = StateChangeReason;
    this.#changedAt = at;
  }
}

function executorList({ executors, order }: LocalSession): ExecutorList {
  const isSorted = order !== "as given";
  return isSource(executors) ? new LazyExecutors(executors, isSorted) : new HeldExecutors(executors, isSorted);
}

function isSource(executors: LocalSession["executors"]): executors is LocalExecutorSource {
  return !Array.isArray(executors);
}
