import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { LinkedSignal, sleep } from "../common/abort.js";
import { Stopwatch } from "../common/timers.js";
import type { EndReason } from "../events/pagination-event.js";
import { isStopped, type Run } from "../pagination/run.js";
import type { ExecutorChange, ExecutorPoll } from "./executor-watch.js";
import { LIVE_STATES } from "../executors/executor-states.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { KnownExecutors } from "./known-executors.js";
import { PollChanges } from "./poll-changes.js";
import { fateOfSession, hasEnded, type SessionFate } from "../athena/session-calls.js";
import type { WatchSettings } from "./watch-executors-config.js";
import type { ListedPage } from "../list-executors/walk-executors.js";
import { SessionClient } from "./session-client.js";

/** Number of polls with live executors between two requests for the state of the session. */
const POLLS_PER_STATE = 20;

/** The result of a poll. Without `poll` it has failed: its changes are yielded before its error. */
export interface FoundByPoll {
  readonly changes: readonly ExecutorChange[];
  readonly poll: ExecutorPoll | undefined;
}

type Polls = AsyncGenerator<FoundByPoll, void, undefined>;

/** Polls a session until it has ended and a listing made after that shows no live executor. */
export async function* pollUntilEnd(
  settings: WatchSettings,
  run: Run,
): AsyncGenerator<FoundByPoll, EndReason, undefined> {
  const poller = new SessionPoller(settings, run);
  try {
    yield* poller.poll("all");
    while (!poller.isOver) {
      if (!poller.isEnding) await poller.pause();
      yield* poller.poll(poller.isEnding ? "all" : "news");
    }
    run.reporter.sessionEnded(poller.sessionState);
  } catch (error) {
    const fate = await poller.fateAfter(error);
    if (!fate.isGone) throw error;
    run.reporter.sessionEnded(fate.state);
  }
  return "complete";
}

/** The steps of a watch, and its memory. */
class SessionPoller {
  readonly #settings: WatchSettings;
  readonly #run: Run;
  readonly #session: SessionClient;
  readonly #known: KnownExecutors;
  #sincePoll = new Stopwatch();
  #polls = 0;
  #sessionState: SessionState | undefined;
  #isOver = false;

  constructor(settings: WatchSettings, run: Run) {
    this.#settings = settings;
    this.#run = run;
    this.#session = new SessionClient(settings, run);
    this.#known = new KnownExecutors();
  }

  /** The state of the session by the last poll; `undefined` if it did not ask. */
  get sessionState(): SessionState | undefined {
    return this.#sessionState;
  }

  /** Whether by the last poll the session has ended and no executor is live. */
  get isEnding(): boolean {
    return hasEnded(this.#sessionState) && !this.#known.areLiveListed;
  }

  /** Whether the watch has ended. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Polls once: reads all executors, or only as many pages as show every new and every live executor. */
  async *poll(what: "all" | "news"): Polls {
    const isLast = this.isEnding;
    this.#polls += 1;
    const changes = new PollChanges(this.#known, { initial: this.#polls === 1, history: this.#settings.history });
    let poll: ExecutorPoll | undefined;
    try {
      if (what === "news") await this.#readNews(changes);
      else if (this.#settings.history) await this.#readAll(changes);
      else await this.#readLive(changes);
      this.#known.trim();
      const at = new Date();
      const live = this.#known.live();
      this.#isOver = isLast && live.length === 0;
      if (!this.#isOver) this.#sessionState = await this.#askState(live.length > 0);
      poll = { at, live, changes: changes.oldestFirst(), sessionState: this.#sessionState };
    } finally {
      this.#sincePoll = new Stopwatch();
      // Changes seen before a failure are yielded before it. After an abort nothing is.
      if (!isStopped(this.#run)) yield { changes: poll?.changes ?? changes.oldestFirst(), poll };
    }
  }

  /**
   * Finds out whether the session is gone, after a poll failed. A session that the first poll does not find is an
   * error.
   */
  async fateAfter(error: unknown): Promise<SessionFate> {
    const { refusal } = this.#session;
    const isRefused = refusal !== undefined && refusal.error === error && !isStopped(this.#run);
    if (!isRefused || this.#polls === 1) return { isGone: false, state: undefined };
    if (refusal.isOfState) return { isGone: true, state: undefined };
    return await fateOfSession(error, () => this.#session.state());
  }

  /** Waits for the rest of the interval. */
  async pause(): Promise<void> {
    const linked = new LinkedSignal(...this.#run.signals);
    const wait = this.#settings.pollInterval - this.#sincePoll.elapsed;
    if (wait > 0) await linked.during(() => sleep(wait, linked.signal));
  }

  async #readAll(changes: PollChanges): Promise<void> {
    await this.#read(this.#session.list(), changes.see, () => true);
    this.#known.miss(changes.missing);
  }

  /** Reads the first page and, if there are more, one listing for each live state. */
  async #readLive(changes: PollChanges): Promise<void> {
    const listing = this.#session.list();
    const isWhole = await this.#read(listing, changes.see, () => false);
    for (const state of isWhole ? [] : LIVE_STATES) {
      if (await this.#readState(state, changes)) continue;
      // If the service ignores the filter, only its whole listing shows every live executor.
      await this.#read(listing, changes.see, () => true);
      break;
    }
    this.#known.miss(changes.missing);
  }

  /** Reads the executors in a state. Returns `false` if the service ignores the filter. */
  async #readState(state: ExecutorState, changes: PollChanges): Promise<boolean> {
    let isFiltered = true;
    const goesOn = (executors: readonly ExecutorSummary[]): boolean => (isFiltered &&= areAll(state, executors));
    await this.#read(this.#session.list(state), changes.seeFiltered, goesOn);
    return isFiltered;
  }

  async #readNews(changes: PollChanges): Promise<void> {
    const listing = this.#session.list();
    const isWhole = await this.#read(listing, changes.see, (executors) => changes.mayGoOnBehind(executors));
    if (isWhole) {
      this.#known.miss(changes.missing);
      return;
    }
    await this.#readByState(changes);
    if (changes.missing.size > 0) await this.#read(listing, changes.see, () => changes.missing.size > 0);
    this.#known.lose(changes.missing);
  }

  /** Reads one state after another, as long as a missing executor may be in it. */
  async #readByState(changes: PollChanges): Promise<void> {
    for (const state of SEARCHED_STATES) {
      if (!changes.mayFindIn(state)) continue;
      // If the service ignores the filter, stop here: the unfiltered listing follows.
      const goesOn = (executors: readonly ExecutorSummary[]): boolean =>
        changes.missing.size > 0 && areAll(state, executors);
      await this.#read(this.#session.list(state), changes.seeFiltered, goesOn);
    }
  }

  /** Reads pages while `goesOn` returns `true`. Returns whether the listing was read to its end. */
  async #read(
    pages: AsyncGenerator<ListedPage, void, undefined>,
    see: (executors: readonly ExecutorSummary[]) => number,
    goesOn: (executors: readonly ExecutorSummary[]) => boolean,
  ): Promise<boolean> {
    for (;;) {
      const next = await pages.next();
      if (next.done === true) return true;
      const { output, nextToken } = next.value.source;
      const { ExecutorsSummary: executors } = output;
      this.#run.reporter.page(executors.length, see(executors));
      if (!goesOn(executors)) return nextToken === undefined;
    }
  }

  async #askState(areLiveListed: boolean): Promise<SessionState | undefined> {
    if (areLiveListed && this.#polls % POLLS_PER_STATE !== 0) return undefined;
    return await this.#session.state();
  }
}

/** The states in which missing executors are searched, the likeliest first. */
const SEARCHED_STATES = ["REGISTERED", "TERMINATING", "CREATED", "CREATING"] as const;

function areAll(state: ExecutorState, executors: readonly ExecutorSummary[]): boolean {
  return executors.every(({ ExecutorState }) => ExecutorState === state);
}
