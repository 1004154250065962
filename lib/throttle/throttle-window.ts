import pThrottle from "p-throttle";
import { sleep } from "../common/abort.js";
import { LONGEST_TIMER } from "../common/timers.js";
import type { Gate, ThrottleOptions } from "./throttle.js";

/** A change of the wall clock by more than this many milliseconds is no drift: it was set, or the machine slept. */
const LARGEST_DRIFT = 10;

/**
 * Lets callers through p-throttle, one at a time. A call cannot leave p-throttle's queue, and p-throttle forgets its
 * window when it is aborted. So callers queue elsewhere, and after an abort nothing passes before the window that was
 * forgotten is over.
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
    // p-throttle counts whole calls: 2.5 in a second are 2 in 800 ms, one half is 1 in two seconds.
    this.#limit = Math.max(1, Math.floor(limit));
    this.#interval = Math.min((interval * this.#limit) / limit, LONGEST_TIMER - 1);
    this.#pass = this.#throttled();
  }

  get enteredAt(): number {
    return this.#enteredAt;
  }

  /** See {@link Gate.enter}. */
  async enter(): Promise<boolean> {
    // p-throttle goes by the wall clock.
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
    // Not an async function: the time is taken in the turn in which p-throttle lets the caller through.
    return throttle(() => {
      this.#enteredAt = performance.now();
      this.#clock = wallClock();
      return Promise.resolve();
    });
  }
}

/** How far the wall clock is ahead of the one that cannot be set, in milliseconds. */
function wallClock(): number {
  return Date.now() - performance.now();
}
