/** The longest delay of a timer, in milliseconds (24.8 days). A longer one would overflow it and fire at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** Tells how long ago something was. */
export class Stopwatch {
  #startedAt = performance.now();
  #startDate = Date.now();

  restart(): void {
    this.#startedAt = performance.now();
    this.#startDate = Date.now();
  }

  /** Milliseconds. By the wall clock too: unlike the other one it goes on while the machine sleeps. */
  get elapsed(): number {
    return Math.max(performance.now() - this.#startedAt, Date.now() - this.#startDate);
  }
}
