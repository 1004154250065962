import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { LinkedSignal, sleep } from "../common/abort.js";
import { LONGEST_TIMER, Stopwatch } from "../common/timers.js";
import type { EndReason } from "../events/pagination-event.js";
import type { Reporter } from "../events/reporter.js";
import type { ExecutorPoll } from "./executor-watch.js";
import type { ExecutorChange } from "./executor-change.js";
import { LIVE_STATES } from "../executors/executor-states.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { KnownExecutors } from "./known-executors.js";
import { PollChanges } from "./poll-changes.js";
import { fateOfSession, hasEnded, type SessionFate } from "../athena/session-calls.js";
import type { WatchSettings } from "./watch-executors-config.js";
import { SessionRefused, SessionClient, type ListedPage } from "./session-client.js";

/** Every so many polls with live executors, the session is asked for its state too. */
const POLLS_PER_STATE = 20;

/** What a poll has found. Without `poll` it failed on the way: its changes come before its error. */
export interface FoundByPoll {
  readonly changes: readonly ExecutorChange[];
  readonly poll: ExecutorPoll | undefined;
}

type Polls = AsyncGenerator<FoundByPoll, void, undefined>;

/** Polls a session until it has ended and a listing made after that shows no live executor. */
export async function* pollUntilEnd(
  settings: WatchSettings,
  left: AbortSignal,
  reporter: Reporter,
): AsyncGenerator<FoundByPoll, EndReason, undefined> {
  const poller = new SessionPoller(settings, left, reporter);
  try {
    yield* poller.poll("all");
    while (!poller.isOver) {
      if (!poller.isEnding) await poller.pause();
      yield* poller.poll(poller.isEnding ? "all" : "news");
    }
    reporter.sessionEnded(poller.sessionState);
  } catch (error) {
    if (!(error instanceof SessionRefused)) throw error;
    if (poller.polls === 1) throw error.error;
    const fate = await poller.fateAfter(error);
    if (!fate.isGone) throw error.error;
    reporter.sessionEnded(fate.state);
  }
  return "complete";
}

/** The steps of a watch, and what it remembers from one to the next. */
class SessionPoller {
  readonly #settings: WatchSettings;
  readonly #left: AbortSignal;
  readonly #reporter: Reporter;
  readonly #session: SessionClient;
  readonly #known: KnownExecutors;
  readonly #sincePoll = new Stopwatch();
  #polls = 0;
  #sessionState: SessionState | undefined;
  #isOver = false;

  constructor(settings: WatchSettings, left: AbortSignal, reporter: Reporter) {
    this.#settings = settings;
    this.#left = left;
    this.#reporter = reporter;
    this.#session = new SessionClient(settings, left, reporter);
    this.#known = new KnownExecutors();
  }

  /** Number of polls that were begun. */
  get polls(): number {
    return this.#polls;
  }

  /** What the last poll was told of the session; `undefined` if it did not ask. */
  get sessionState(): SessionState | undefined {
    return this.#sessionState;
  }

  /** Whether the last poll was told that the session has ended, and showed no live executor. */
  get isEnding(): boolean {
    return hasEnded(this.#sessionState) && !this.#known.areLiveListed;
  }

  /** Whether nothing can change any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Reads all executors, or only what has joined and what it takes to see every live executor. */
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
      this.#sincePoll.restart();
      // Changes seen before a failure are yielded before it; after an abort nothing is.
      if (!this.#isStopped()) yield { changes: poll?.changes ?? changes.oldestFirst(), poll };
    }
  }

  /** Finds out whether the session is gone, after a call was refused. */
  async fateAfter({ error, isOfState }: SessionRefused): Promise<SessionFate> {
    if (isOfState) return { isGone: true, state: undefined };
    return await fateOfSession(error, () => this.#session.state().catch(rethrowCause));
  }

  /** Waits for the rest of the interval, slice by slice: a timer is no longer than 24.8 days. */
  async pause(): Promise<void> {
    const linked = new LinkedSignal(this.#settings.signal, this.#left);
    const due = this.#settings.pollInterval - this.#sincePoll.elapsed;
    await linked.during(async () => {
      for (let wait = due; wait > 0; wait -= LONGEST_TIMER) await sleep(wait, linked.signal);
    });
  }

  async #readAll(changes: PollChanges): Promise<void> {
    await this.#read(this.#session.list(), changes.see, () => true);
    this.#known.miss(changes.missing);
  }

  /** Reads the first page, and if there are more, one listing for each live state. */
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

  /** Reads the executors in a state; `false` if the service ignores the filter. */
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

  /** Reads one state after another, as long as an executor is missing that may be found there. */
  async #readByState(changes: PollChanges): Promise<void> {
    for (const state of SEARCHED_STATES) {
      if (!changes.mayFindIn(state)) continue;
      // If the service ignores the filter, stop here: the unfiltered listing follows.
      const goesOn = (executors: readonly ExecutorSummary[]): boolean =>
        changes.missing.size > 0 && areAll(state, executors);
      await this.#read(this.#session.list(state), changes.seeFiltered, goesOn);
    }
  }

  /** Reads pages as long as they say that more is wanted; `true` if the listing has come to its end. */
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
      this.#reporter.page(executors.length, see(executors));
      if (!goesOn(executors)) return nextToken === undefined;
    }
  }

  async #askState(areLiveListed: boolean): Promise<SessionState | undefined> {
    if (areLiveListed && this.#polls % POLLS_PER_STATE !== 0) return undefined;
    return await this.#session.state();
  }

  #isStopped(): boolean {
    return this.#left.aborted || this.#settings.signal?.aborted === true;
  }
}

/** In which states live executors beyond the first page are searched: the likeliest first. */
const SEARCHED_STATES = ["REGISTERED", "TERMINATING", "CREATED", "CREATING"] as const;

function areAll(state: ExecutorState, executors: readonly ExecutorSummary[]): boolean {
  return executors.every(({ ExecutorState }) => ExecutorState === state);
}

function rethrowCause(error: unknown): never {
  throw error instanceof SessionRefused ? error.error : error;
}
