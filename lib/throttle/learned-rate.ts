// The best constants in a simulation of 20 callers under quotas of 0.5 to 10 calls/s that were unknown, rose or were
// out for a minute. With a longer plateau fewer calls are rejected, but a rise is found later: at 3 calls/s, 25 s
// reject 2.0 %, 18 s 2.4 % and 12 s 2.9 %, and a rise to 10 calls/s is found in 44, 29 and 17 s. A smaller dip rejects
// more and is faster.
const PEAK_AFTER_DROP = 0.95;
const DIP = 0.3;
const CLIMB = 1;
const PLATEAU = 18_000;
const LOWEST_SHARE = 1 / 50;

/**
 * The rate that a service seems to allow. Every drop remembers the rate at which the service throttled. From well below
 * it the rate grows back on a cubic curve: steep at first, flat around the remembered rate, and steep again beyond it,
 * to probe for more.
 *
 * Below the remembered rate the curve scales with that rate, which the service has allowed. Beyond it the curve scales
 * with the maximum, so that the rate recovers within a minute even after everything was throttled for a minute.
 */
export class LearnedRate {
  readonly #maximum: number;
  readonly #minimum: number;
  #peak: number;
  #droppedAt = -Infinity;

  /** `maximum` is in calls per millisecond. */
  constructor(maximum: number) {
    this.#maximum = maximum;
    // Never drop below this rate, so that we keep probing.
    this.#minimum = maximum * LOWEST_SHARE;
    this.#peak = maximum;
  }

  /** Whether the service has throttled, and the rate has not yet grown back to the maximum. */
  isLowered(now: number): boolean {
    return this.at(now) < this.#maximum;
  }

  /** Calls per millisecond at this time. */
  at(now: number): number {
    const fromPlateau = ((now - this.#droppedAt - PLATEAU) / PLATEAU) ** 3;
    const change = fromPlateau < 0 ? this.#peak * DIP * fromPlateau : this.#maximum * CLIMB * fromPlateau;
    return Math.min(this.#maximum, Math.max(this.#minimum, this.#peak + change));
  }

  /** For how many calls at the maximum rate one call counts at this time, a number >= 1. */
  weightAt(now: number): number {
    return this.#maximum / this.at(now);
  }

  drop(now: number): void {
    this.#peak = this.at(now) * PEAK_AFTER_DROP;
    this.#droppedAt = now;
  }
}
