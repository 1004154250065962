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
