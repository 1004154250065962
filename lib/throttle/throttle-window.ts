import pThrottle from "p-throttle";
import { sleep } from "../common/abort.js";
import { LONGEST_TIMER } from "../common/timers.js";
import type { Gate, ThrottleOptions } from "./throttle.js";

/** Milliseconds of ordinary clock drift. After a larger change the clock was set, or the machine slept. */
const LARGEST_DRIFT = 10;

/**
 * Sends callers through p-throttle, one at a time. p-throttle cannot drop a single queued call, and an abort resets its
 * window. So callers queue in AdaptiveThrottle, and after an abort the gate stays closed until the old window
 * ends.
 */
export class ThrottleWindow implements Gate {
  readonly #limit: number;
  readonly #interval: number;
  #controller = new AbortController();
  #pass: () => Promise<void>;
  #isInside = false;
  #enteredAt = -Infinity;
  #admittedAt = -Infinity;
  #opensAt = -Infinity;
  #clock = wallClock();

  constructor({ limit, interval }: ThrottleOptions) {
    // p-throttle counts whole calls: 2.5 per second become 2 per 800 ms, and one half becomes 1 per two seconds.
    this.#limit = Math.max(1, Math.floor(limit));
    this.#interval = Math.min((interval * this.#limit) / limit, LONGEST_TIMER - 1);
    this.#pass = this.#throttled();
  }

  get enteredAt(): number {
    return this.#enteredAt;
  }

  /** See {@link Gate.enter}. */
  async enter(): Promise<boolean> {
    // p-throttle uses the wall clock.
    if (Math.abs(wallClock() - this.#clock) > LARGEST_DRIFT) this.#restart();
    const { signal } = this.#controller;
    this.#isInside = true;
    try {
      const wait = this.#opensAt - performance.now();
      if (wait > 0) await sleep(wait, signal);
      await this.#pass();
      if (signal.aborted) return false;
      this.#admittedAt = this.#enteredAt;
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    } finally {
      this.#isInside = false;
    }
  }

  /** See {@link Gate.callOff}. */
  callOff(): void {
    if (this.#isInside) this.#restart();
  }

  #restart(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#pass = this.#throttled();
    this.#opensAt = Math.min(this.#admittedAt, performance.now()) + this.#interval;
    this.#clock = wallClock();
  }

  #throttled(): () => Promise<void> {
    const { signal } = this.#controller;
    const throttle = pThrottle({ limit: this.#limit, interval: this.#interval, strict: true, signal });
    // Not an async function: read the clock in the same turn in which p-throttle admits the caller.
    return throttle(() => {
      this.#enteredAt = performance.now();
      this.#clock = wallClock();
      return Promise.resolve();
    });
  }
}

/** Returns the milliseconds between the wall clock and the monotonic clock. */
function wallClock(): number {
  return Date.now() - performance.now();
}
