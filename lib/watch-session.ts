import type { ExecutorState } from "@aws-sdk/client-athena";
import { LinkedSignal } from "./abort/linked-signal.js";
import { sleep } from "./abort/sleep.js";
import { LONGEST_TIMER } from "./clock/longest-timer.js";
import { Stopwatch } from "./clock/stopwatch.js";
import type { EndReason } from "./events/pagination-event.js";
import type { Reporter } from "./events/reporter.js";
import type { ExecutorChange } from "./executors/executor-change.js";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import { KnownExecutors } from "./executors/known-executors.js";
import { PollChanges } from "./executors/poll-changes.js";
import { SessionGone } from "./session-gone.js";
import type { WatchOptions } from "./watch-executors-options.js";
import { WatchedSession, type WatchedPage } from "./watched-session.js";

/** Changes that are handed on at once: an iteration keeps what it was given last until there is more. */
const PORTION = 1000;

/** In which states live executors beyond the first page are looked for, before the whole listing is. */
const LIVE_STATES: readonly ExecutorState[] = ["REGISTERED", "TERMINATING", "CREATED", "CREATING"];

type Changes = AsyncGenerator<readonly ExecutorChange[], void, undefined>;

/** Polls a session until it has ended. */
export async function* watchSession(
  options: WatchOptions,
  left: AbortSignal,
  reporter: Reporter,
): AsyncGenerator<readonly ExecutorChange[], EndReason, undefined> {
  const watch = new SessionWatch(options, left, reporter);
  let isFirst = true;
  try {
    yield* watch.readAll(true);
    for (;;) {
      const isOver = await watch.isOver();
      isFirst = false;
      if (isOver) break;
      await watch.pause();
      yield* watch.readNews();
    }
    yield* watch.readAll(false);
  } catch (error) {
    if (!(error instanceof SessionGone)) throw error;
    if (isFirst) throw error.error;
  }
  return "complete";
}

/** The steps of a watch. */
class SessionWatch {
  readonly #options: WatchOptions;
  readonly #left: AbortSignal;
  readonly #reporter: Reporter;
  readonly #session: WatchedSession;
  readonly #known = new KnownExecutors();
  readonly #sincePoll = new Stopwatch();

  constructor(options: WatchOptions, left: AbortSignal, reporter: Reporter) {
    this.#options = options;
    this.#left = left;
    this.#reporter = reporter;
    this.#session = new WatchedSession(options, left, reporter);
  }

  /** Reads the whole listing. */
  readAll(initial: boolean): Changes {
    const changes = new PollChanges(this.#known, initial);
    return this.#poll(changes, async () => {
      await this.#read(this.#session.list(), changes.see, () => true);
      this.#known.miss(changes.missing);
    });
  }

  /** Reads what has joined, and whatever else it takes to see every live executor. */
  readNews(): Changes {
    const changes = new PollChanges(this.#known, false);
    return this.#poll(changes, async () => {
      const listing = this.#session.list();
      const isWhole = await this.#read(listing, changes.see, (executors) => changes.mayGoOnBehind(executors));
      if (isWhole) {
        this.#known.miss(changes.missing);
        return;
      }
      await this.#readByState(changes);
      if (changes.missing.size > 0) await this.#read(listing, changes.see, () => changes.missing.size > 0);
      this.#known.lose(changes.missing);
    });
  }

  /** Whether no live executor is listed and the session has ended. */
  async isOver(): Promise<boolean> {
    if (this.#known.areLiveListed) return false;
    const hasEnded = await this.#session.hasEnded();
    this.#sincePoll.restart();
    return hasEnded;
  }

  /** Waits for what is left of the interval. Slice by slice, because a timer is no longer than 24.8 days. */
  async pause(): Promise<void> {
    const linked = new LinkedSignal(this.#options.signal, this.#left);
    const due = this.#options.pollInterval - this.#sincePoll.elapsed;
    await linked.during(async () => {
      for (let wait = due; wait > 0; wait -= LONGEST_TIMER) await sleep(wait, linked.signal);
    });
  }

  async *#poll(changes: PollChanges, read: () => Promise<void>): Changes {
    try {
      await read();
      this.#known.trim();
    } finally {
      this.#sincePoll.restart();
      // What was seen before a failure is handed on before it; after an abort nothing is.
      if (!this.#isStopped()) yield* inPortions(changes.oldestFirst());
    }
  }

  /** One state after another, as long as an executor is missing that may be found there. */
  async #readByState(changes: PollChanges): Promise<void> {
    for (const state of LIVE_STATES) {
      if (!changes.mayFindIn(state)) continue;
      // Where the service does not filter, its whole listing is read once, and not here.
      const goesOn = (executors: readonly ExecutorSummary[]): boolean =>
        changes.missing.size > 0 && executors.every(({ ExecutorState }) => ExecutorState === state);
      await this.#read(this.#session.list(state), changes.seeFiltered, goesOn);
    }
  }

  /** Reads pages as long as they say that more is wanted; `true` if the listing has come to its end. */
  async #read(
    pages: AsyncGenerator<WatchedPage, void, undefined>,
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

  #isStopped(): boolean {
    return this.#left.aborted || this.#options.signal?.aborted === true;
  }
}

function* inPortions(changes: readonly ExecutorChange[]): Generator<readonly ExecutorChange[], void, undefined> {
  for (let start = 0; start < changes.length; start += PORTION) yield changes.slice(start, start + PORTION);
}
