import { RecentIds } from "../common/recent-ids.js";
import { OrderError } from "../errors/order-error.js";
import type { Reading } from "../pagination/read-pages.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { startMilliseconds } from "../executors/executor-times.js";
import { Beyond, positionAfter, START, type Position } from "./position.js";

/** Number of recent ids to remember, at least. We assume that pages shift by fewer executors than this. */
const REMEMBERED_IDS = 10_000;

/** Filters, and callbacks for duplicate and out-of-order executors. */
export interface SieveOptions {
  /** The states that pass; `undefined` for every state. */
  readonly states: ReadonlySet<string | undefined> | undefined;
  /** Milliseconds since 1970. Only executors that started later pass. `-Infinity` for all executors. */
  readonly startedAfter: number;
  readonly strictOrder: boolean;
  /** The position to resume from; `undefined` to begin with the newest executor. */
  readonly position: Position | undefined;
  /** The caller's own token to begin with. A restart must not deliver what it skips. */
  readonly startingToken: string | undefined;
  readonly onDuplicate: (executorId: string) => void;
  readonly onDisorder: (executorId: string) => void;
}

/** The executors of one page that passed, and the reason to end the listing here, if there is one. */
export interface SievedPage extends Reading<ExecutorSummary> {
  /** The executors of the page that were examined, in order. */
  readonly examined: readonly ExecutorSummary[];
  /** The position before the page, and after all that was examined on it. */
  readonly before: Position;
  readonly after: Position;
}

/** Sifts the pages of one listing: drops duplicates, watches the order, filters. One for a whole listing. */
export class ExecutorSieve {
  readonly #options: SieveOptions;
  readonly #ids = new RecentIds(REMEMBERED_IDS);
  #position: Position;
  #beyond: Beyond | undefined;
  /** The last examined executor with a start time: its id, `undefined` before the first one, and its start. */
  #previousId: string | undefined;
  #previousStart: number;
  #isDisordered = false;

  constructor(options: SieveOptions) {
    const { position = START } = options;
    this.#options = options;
    this.#position = position;
    this.#previousStart = position.time;
    const isStart = position.ties.length === 0 && position.startless.length === 0;
    this.#beyond = isStart ? undefined : new Beyond(position, false);
  }

  /** Whether the listing reads again what was examined, and has not reached the position yet. */
  get isCatchingUp(): boolean {
    return this.#beyond?.isReached === false;
  }

  /**
   * Prepares for a restart with the newest executor. Returns `false` if the position could not be found again. Under
   * disorder only ids identify it, so every examined executor must belong to this iteration and be remembered. After a
   * caller's token, only T shows which executors the token skips.
   */
  restart(): boolean {
    const { isDisordered, time } = this.#position;
    const { position, startingToken } = this.#options;
    const isStarted = startingToken !== undefined;
    const hasAllIds = position === undefined && !isStarted && !this.#ids.hasForgotten;
    if (isDisordered ? !hasAllIds : isStarted && time === Infinity) return false;
    this.#beyond = new Beyond(this.#position, isStarted);
    return true;
  }

  sift(executors: readonly ExecutorSummary[]): SievedPage {
    const before = this.#position;
    const known = this.#ids.count;
    const unseen = this.#withoutSeen(executors);
    const isRepeat = executors.length > 0 && this.#ids.count === known;
    const count = this.#countOrdered(unseen);
    const offender = unseen[count];
    const ordered = offender === undefined ? unseen : unseen.slice(0, count);
    const examined = this.#withoutOld(ordered);
    const position = positionAfter(before, examined);
    const after = position.isDisordered === this.#isDisordered ? position : { ...position, isDisordered: true };
    this.#position = after;
    // As long as the order has held, only older executors follow an old one.
    const isOver = !this.#isDisordered && examined.length < ordered.length;
    return {
      received: executors.length,
      hasUnseen: ordered.length > 0,
      isRepeat,
      items: this.#inStates(examined),
      stop: offender ? { error: this.#orderError(offender) } : isOver ? { reason: "startedAfter" } : undefined,
      examined,
      before,
      after,
    };
  }

  /** Drops executors that were seen or are left out. Returns the list itself if there are none. */
  #withoutSeen(executors: readonly ExecutorSummary[]): readonly ExecutorSummary[] {
    let kept: ExecutorSummary[] | undefined;
    let index = 0;
    for (const executor of executors) {
      if (this.#isUnseen(executor)) kept?.push(executor);
      else kept ??= executors.slice(0, index);
      index += 1;
    }
    return kept ?? executors;
  }

  #isUnseen(executor: ExecutorSummary): boolean {
    const isNew = this.#ids.add(executor.ExecutorId);
    const sighting = this.#beyond?.judge(executor, !isNew) ?? (isNew ? "unseen" : "duplicate");
    if (sighting === "duplicate") this.#options.onDuplicate(executor.ExecutorId);
    return sighting === "unseen";
  }

  /** Reports disorder. Under `strictOrder`, returns how many executors come before it; otherwise all of them. */
  #countOrdered(executors: readonly ExecutorSummary[]): number {
    const latestStart = this.#beyond?.latestStart ?? Infinity;
    let count = 0;
    for (const executor of executors) {
      const start = startMilliseconds(executor);
      if (start !== Infinity) {
        if (start > this.#previousStart || start > latestStart) {
          if (this.#options.strictOrder) break;
          this.#isDisordered = true;
          this.#options.onDisorder(executor.ExecutorId);
        }
        this.#previousId = executor.ExecutorId;
        this.#previousStart = start;
      }
      count += 1;
    }
    return count;
  }

  /** Drops old executors. They are not examined: a cursor may be resumed from with another `startedAfter`. */
  #withoutOld(executors: readonly ExecutorSummary[]): readonly ExecutorSummary[] {
    const { startedAfter } = this.#options;
    if (startedAfter === -Infinity) return executors;
    return executors.filter((executor) => startMilliseconds(executor) > startedAfter);
  }

  /** Returns the executors in the wanted states. Returns the list itself if it is not filtered here. */
  #inStates(executors: readonly ExecutorSummary[]): readonly ExecutorSummary[] {
    const { states } = this.#options;
    return states === undefined ? executors : executors.filter(({ ExecutorState }) => states.has(ExecutorState));
  }

  #orderError(executor: ExecutorSummary): OrderError {
    return new OrderError({
      executorId: executor.ExecutorId,
      startTime: new Date(startMilliseconds(executor)),
      previousExecutorId: this.#previousId,
      previousStartTime: new Date(this.#previousStart),
    });
  }
}
