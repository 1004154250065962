import type { SessionState } from "@aws-sdk/client-athena";
import { expected } from "../../common/checks.js";
import { wireCalculations, type WireCalculation } from "./calculations.js";
import { checkSessionChange } from "./check-sessions.js";
import { HeldExecutors, type ExecutorList } from "./executor-list.js";
import { LazyExecutors } from "./lazy-executors.js";
import type {
  LocalExecutorSource,
  LocalPageRequest,
  LocalSession,
  LocalSessionChange,
  LocalSessionChanges,
} from "./local-session.js";
import { milliseconds } from "./local-time.js";

/** `MaxConcurrentDpus` of a session that is given as data. */
const DEFAULT_MAX_CONCURRENT_DPUS = 20;

/** A session in the endpoint, with its defaults filled in. Times are milliseconds since the epoch. */
export class StoredSession {
  readonly SessionId: string;
  readonly WorkGroup: string;
  readonly Description: string | undefined;
  readonly startedAt: number;
  readonly executors: ExecutorList;
  /** False until the start of a living session: it is not found before. */
  hasBegun = true;
  readonly #calculations: readonly WireCalculation[];
  readonly #now: () => number;
  readonly #beforePage: LocalSessionChanges;
  #pages = 0;
  #state: SessionState;
  #stateChangeReason: string | undefined;
  #changedAt: number | undefined;

  /** `begin` is the start time of a session without `StartDateTime`, in ms since the epoch. */
  constructor(session: LocalSession, now: () => number, begin: number) {
    const { SessionId, WorkGroup = "primary", State = "IDLE", Description, StartDateTime } = session;
    const { calculations = [], beforePage = [] } = session;
    this.SessionId = SessionId;
    this.WorkGroup = WorkGroup;
    this.Description = Description;
    this.startedAt = StartDateTime === undefined ? begin : milliseconds(StartDateTime);
    this.executors = executorList(session);
    this.#calculations = wireCalculations(calculations);
    this.#now = now;
    this.#beforePage = beforePage;
    this.#state = State;
  }

  get State(): SessionState {
    return this.#state;
  }

  /** Reason given with the last change of state. */
  get StateChangeReason(): string | undefined {
    return this.#stateChangeReason;
  }

  /** Time of the last change of state; `undefined` if it has not changed since the endpoint was started. */
  get changedAt(): number | undefined {
    return this.#changedAt;
  }

  get calculations(): readonly WireCalculation[] {
    return this.#calculations;
  }

  get maxConcurrentDpus(): number {
    return DEFAULT_MAX_CONCURRENT_DPUS;
  }

  /** Applies the change that is due before the next page. */
  beforePage(page: Omit<LocalPageRequest, "number">): void {
    this.#pages += 1;
    const number = this.#pages;
    const changes = this.#beforePage;
    const change = typeof changes === "function" ? changes({ number, ...page }) : (changes[number - 1] ?? undefined);
    if (change !== undefined) this.change("beforePage", change);
  }

  /** Applies a change, or throws a `TypeError` and changes nothing. */
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
