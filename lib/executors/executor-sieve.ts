import { RecentIds } from "../collections/recent-ids.js";
import { CursorError } from "../errors/cursor-error.js";
import { OrderError } from "../errors/order-error.js";
import { CatchUp, type Beyond, type Reading, type WayBack } from "./catch-up.js";
import type { ExecutorSummary } from "./executor-summary.js";
import { dateOf, startMilliseconds, startTime } from "./executor-times.js";
import { placeAfter, upTo, type PageRequest, type Place } from "./place.js";
import { wayBackTo, type ResumableReading, type ResumePoint } from "./resume-point.js";

/** Pages shift by what joins while they are read; by more than this many executors they do not. */
const REMEMBERED_IDS = 10_000;

/** Which executors pass, and whom to tell about the odd ones. */
export interface SieveOptions {
  /** `undefined` lets every state pass. */
  readonly states: ReadonlySet<string | undefined> | undefined;
  /** Milliseconds since 1970; only executors that started later pass. `-Infinity` lets everything pass. */
  readonly startedAfter: number;
  readonly strictOrder: boolean;
  /** Where to go on, and the cursor that said so; `undefined` to begin with the newest executor. */
  readonly resumePoint: ResumePoint | undefined;
  readonly cursor: string | undefined;
  /** The caller's own token to begin with: what it skips is not to be read after a restart. */
  readonly startingToken: string | undefined;
  readonly onDuplicate: (executorId: string) => void;
  readonly onDisorder: (executorId: string) => void;
}

/** What passed of one page, and why the listing should end here, where it should. */
export interface Sifted extends ResumableReading {
  readonly received: number;
  readonly items: readonly ExecutorSummary[];
  readonly stop: { readonly reason: "startedAfter" } | { readonly error: OrderError } | undefined;
}

/** Sifts the pages of one listing: drops what came before, watches the order, filters. One for a whole listing. */
export class ExecutorSieve {
  readonly #options: SieveOptions;
  readonly #ids = new RecentIds(REMEMBERED_IDS);
  #wayBack: WayBack | undefined;
  #place: Place | undefined;
  /** The last executor, `undefined` before the first one. */
  #previous: ExecutorSummary | undefined;
  /** When it started, or the one before the place to go on from. */
  #previousStart: number;
  #isDisordered: boolean;
  /** Whether a restart would find more than the last one did. */
  #hasProgressed: boolean;

  constructor(options: SieveOptions) {
    const { resumePoint, cursor, startingToken } = options;
    this.#options = options;
    const lost = (): Error => new CursorError("lost", cursor);
    this.#wayBack = resumePoint && wayBackTo(resumePoint, { hasSeen: this.#hasSeen, lost });
    this.#place = resumePoint?.place;
    this.#previousStart = resumePoint?.place?.time ?? Infinity;
    this.#isDisordered = resumePoint?.isDisordered ?? false;
    this.#hasProgressed = resumePoint === undefined ? startingToken === undefined : resumePoint.place !== undefined;
  }

  /** Whether the listing is on its way back to where it had come. */
  get isCatchingUp(): boolean {
    return this.#wayBack?.isThere === false;
  }

  /**
   * Prepares for the listing to be read anew from the newest executor, because of this error. `false` where that would
   * lead nowhere: nothing was read since the last time, or the order does not tell the way back.
   */
  restart(error: unknown): boolean {
    if (this.#isDisordered || !this.#hasProgressed) return false;
    this.#hasProgressed = false;
    const reading: Reading = { begins: "at the start", hasSeen: this.#hasSeen, lost: () => error as Error };
    this.#wayBack = this.#place && new CatchUp(this.#place, reading);
    return true;
  }

  sift(executors: readonly ExecutorSummary[], page: PageRequest, isLastPage: boolean): Sifted {
    const placeBefore = this.#place;
    const startsBeyond = this.#isBeyond();
    const { executors: fresh, newTies } = this.#withoutKnown(executors, isLastPage);
    const { items, stop, count } = this.#judge(fresh);
    const judged = count < fresh.length ? fresh.slice(0, count) : fresh;
    const placeWith = (passed: readonly ExecutorSummary[]): Place | undefined =>
      placeAfter(placeBefore, { page, executors: passed, newTies, isDisordered: this.#isDisordered });
    this.#place = placeWith(judged);
    const last = items.at(-1);
    if (judged.length > 0) this.#hasProgressed = true;
    return {
      received: executors.length,
      items,
      stop,
      placeBefore,
      placeAfter: this.#place,
      placeAfterItems: last === judged.at(-1) ? this.#place : placeWith(upTo(last, judged)),
      judged,
      newTies,
      startsBeyond,
      endsBeyond: this.#isBeyond(),
      isDisordered: this.#isDisordered,
    };
  }

  readonly #hasSeen = (executorId: string): boolean => this.#ids.has(executorId);

  #isBeyond(): boolean {
    return this.#wayBack?.isBeyond ?? true;
  }

  /** What came by before this listing is skipped in silence, what came by during it is a duplicate. */
  #withoutKnown(executors: readonly ExecutorSummary[], isLastPage: boolean): Beyond {
    const beyond = this.#wayBack?.beyond(executors, isLastPage) ?? { executors, newTies: 0 };
    if (beyond.executors.length < executors.length) {
      const kept = new Set(beyond.executors);
      for (const executor of executors) if (!kept.has(executor)) this.#ids.add(executor.ExecutorId);
    }
    let newTies = 0;
    const fresh = beyond.executors.filter(({ ExecutorId }, index) => {
      const isNew = this.#ids.add(ExecutorId);
      if (!isNew) this.#options.onDuplicate(ExecutorId);
      else if (index < beyond.newTies) newTies += 1;
      return isNew;
    });
    return { executors: fresh, newTies };
  }

  /** Looks at executors one by one, until one is out of order and that is an error; `count` is how many were fine. */
  #judge(executors: readonly ExecutorSummary[]): Pick<Sifted, "items" | "stop"> & { count: number } {
    const { states, startedAfter, strictOrder, onDisorder } = this.#options;
    const items: ExecutorSummary[] = [];
    let isOldSeen = false;
    let count = 0;
    for (const executor of executors) {
      const start = startMilliseconds(executor);
      if (start > this.#previousStart) {
        if (strictOrder) return { items, stop: { error: this.#orderError(executor) }, count };
        this.#isDisordered = true;
        onDisorder(executor.ExecutorId);
      }
      this.#previous = executor;
      this.#previousStart = start;
      count += 1;
      if (start <= startedAfter) isOldSeen = true;
      else if (states === undefined || states.has(executor.ExecutorState)) items.push(executor);
    }
    // Behind an old executor nothing new can come, as long as the order has held.
    const stop = isOldSeen && !this.#isDisordered ? ({ reason: "startedAfter" } as const) : undefined;
    return { items, stop, count };
  }

  #orderError(executor: ExecutorSummary): OrderError {
    return new OrderError({
      executorId: executor.ExecutorId,
      startTime: startTime(executor),
      previousExecutorId: this.#previous?.ExecutorId,
      previousStartTime: dateOf(this.#previousStart),
    });
  }
}
