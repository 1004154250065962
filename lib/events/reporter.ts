import type { SessionState } from "@aws-sdk/client-athena";
import type { EndReason, PaginationEvent, PaginationTotals, WaitEvent } from "./pagination-event.js";

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** Counts what one iteration does and tells its listener. */
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
    this.#tell({ type: "request", operation, attempt });
  }

  retry(error: unknown, attempt: number): void {
    this.#tell({ type: "retry", error, attempt });
  }

  /** Reports a wait that has ended. Less than a millisecond is none. */
  wait(reason: WaitEvent["reason"], duration: number): void {
    if (duration < 1) return;
    const delay = Math.round(duration);
    this.#totals.waited += delay;
    this.#tell({ type: "wait", reason, delay });
  }

  /** The throttle keeps saying why as long as it lasts; an iteration is told once. */
  throttleDegraded(error: unknown): void {
    if (error === this.#degradedBy) return;
    this.#degradedBy = error;
    this.#tell({ type: "throttle-degraded", error });
  }

  page(items: number, yielded: number): void {
    this.#totals.pages += 1;
    this.#totals.seen += items;
    this.#tell({ type: "page", page: this.#totals.pages, items, yielded });
  }

  duplicate(executorId: string): void {
    this.#totals.duplicates += 1;
    this.#tell({ type: "duplicate", executorId });
  }

  disorder(executorId: string): void {
    this.#tell({ type: "disorder", executorId });
  }

  restart(error: unknown): void {
    this.#tell({ type: "restart", error });
  }

  sessionSkipped(sessionId: string, error: unknown): void {
    this.#totals.skipped += 1;
    this.#tell({ type: "session-skipped", sessionId, error });
  }

  /** Items reached the consumer. Counted only: an event an item would cost more than the item. */
  yielded(items: number): void {
    this.#totals.yielded += items;
  }

  /** Notes how the session of a watch ended, for the `end` event. */
  sessionEnded(state: SessionState | undefined): void {
    this.#sessionState = state;
  }

  end(reason: EndReason): void {
    const sessionState = this.#sessionState;
    this.#tell({ type: "end", reason, totals: { ...this.#totals }, ...(sessionState && { sessionState }) });
    this.#hasEnded = true;
  }

  /**
   * A listener that throws, or an asynchronous one that rejects, must not disturb the iteration. One that ends it is
   * told nothing more of what was under way.
   */
  #tell(event: PaginationEvent): void {
    if (this.#hasEnded) return;
    try {
      const returned: unknown = this.#onEvent?.(event);
      if (returned instanceof Promise) returned.catch(ignore);
    } catch {
      ignore();
    }
  }
}

function ignore(): void {
  // See Reporter#tell.
}
