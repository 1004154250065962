/** The longest delay of a timer, in milliseconds (24.8 days). A longer one overflows and fires at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** Measures the time since it was made. */
export class Stopwatch {
  readonly #startedAt = performance.now();
  readonly #startDate = Date.now();

  /** Milliseconds. The wall clock counts too, because `performance.now()` may stop while the machine sleeps. */
  get elapsed(): number {
    return Math.max(performance.now() - this.#startedAt, Date.now() - this.#startDate);
  }
}
