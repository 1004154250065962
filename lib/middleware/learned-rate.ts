// Constants that rejected least in a comparison on an unknown quota of 3 calls/s; linear growth rejected twice as much.
const PEAK_AFTER_DROP = 0.95;
const STEEPNESS = 0.3;
const PLATEAU = 30_000;

/**
 * The rate that a service seems to bear. Every drop remembers the rate at which the service balked; from well below it
 * the rate grows back on a cubic curve: steep at first, flat around the remembered rate, and steep again beyond it, to
 * find out whether there is more to be had.
 */
export class LearnedRate {
  readonly #maximum: number;
  readonly #minimum: number;
  #peak: number;
  #droppedAt = -Infinity;

  /** `maximum` is in calls per millisecond. */
  constructor(maximum: number) {
    this.#maximum = maximum;
    // However often the service balks, a call now and then goes out to ask.
    this.#minimum = maximum / 100;
    this.#peak = maximum;
  }

  /** Whether the service has balked, and the rate has not yet grown back to the maximum. */
  isLowered(now: number): boolean {
    return this.at(now) < this.#maximum;
  }

  /** Calls per millisecond at this time. */
  at(now: number): number {
    const growth = 1 + STEEPNESS * ((now - this.#droppedAt - PLATEAU) / PLATEAU) ** 3;
    return Math.min(this.#maximum, Math.max(this.#minimum, this.#peak * growth));
  }

  drop(now: number): void {
    this.#peak = this.at(now) * PEAK_AFTER_DROP;
    this.#droppedAt = now;
  }
}
