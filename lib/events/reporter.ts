import type { SessionState } from "@aws-sdk/client-athena";
import type { EndReason, PaginationEvent, PaginationTotals, WaitEvent } from "./pagination-event.js";

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** Counts the events of one iteration and reports them to its listener. */
export class Reporter {
  readonly #onEvent: ((event: PaginationEvent) => void) | undefined;
  readonly #totals: Writable<PaginationTotals> = {
    pages: 0,
    requests: 0,
    retries: 0,
    seen: 0,
    yielded: 0,
    duplicates: 0,
    skipped: 0,
    waited: 0,
  };

  #degradedBy: unknown;
  #sessionState: SessionState | undefined;
  #hasEnded = false;

  constructor(onEvent: ((event: PaginationEvent) => void) | undefined) {
    this.#onEvent = onEvent;
  }

  request(operation: string, attempt: number): void {
    this.#totals.requests += 1;
    if (attempt > 1) this.#totals.retries += 1;
    this.#emit({ type: "request", operation, attempt });
  }

  retry(error: unknown, attempt: number): void {
    this.#emit({ type: "retry", error, attempt });
  }

  /** Reports a wait that has ended. Waits of less than a millisecond are ignored. */
  wait(reason: WaitEvent["reason"], duration: number): void {
    if (duration < 1) return;
    const delay = Math.round(duration);
    this.#totals.waited += delay;
    this.#emit({ type: "wait", reason, delay });
  }

  /** Reports a degraded throttle, once per cause: the throttle repeats its cause for every call. */
  throttleDegraded(error: unknown): void {
    if (error === this.#degradedBy) return;
    this.#degradedBy = error;
    this.#emit({ type: "throttle-degraded", error });
  }

  page(items: number, yielded: number): void {
    this.#totals.pages += 1;
    this.#totals.seen += items;
    this.#emit({ type: "page", page: this.#totals.pages, items, yielded });
  }

  duplicate(executorId: string): void {
    this.#totals.duplicates += 1;
    this.#emit({ type: "duplicate", executorId });
  }

  disorder(executorId: string): void {
    this.#emit({ type: "disorder", executorId });
  }

  restart(error: unknown): void {
    this.#emit({ type: "restart", error });
  }

  sessionSkipped(sessionId: string, error: unknown): void {
    this.#totals.skipped += 1;
    this.#emit({ type: "session-skipped", sessionId, error });
  }

  /** Counts delivered items. There is no event for each item, because it would cost more than the item. */
  yielded(items: number): void {
    this.#totals.yielded += items;
  }

  /** Notes how the session of a watch ended, for the `end` event. */
  sessionEnded(state: SessionState | undefined): void {
    this.#sessionState = state;
  }

  end(reason: EndReason): void {
    const sessionState = this.#sessionState;
    this.#emit({ type: "end", reason, totals: { ...this.#totals }, ...(sessionState && { sessionState }) });
    this.#hasEnded = true;
  }

  /**
   * Calls the listener and ignores its exceptions and rejections. After the `end` event there are no others, also none
   * of calls still in flight.
   */
  #emit(event: PaginationEvent): void {
    if (this.#hasEnded) return;
    try {
      const returned: unknown = this.#onEvent?.(event);
      if (returned instanceof Promise) returned.catch(() => undefined);
    } catch {
      // A listener must not disturb the iteration.
    }
  }
}
