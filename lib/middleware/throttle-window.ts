import { sleep } from "../abort/sleep.js";
import { LONGEST_TIMER } from "../clock/longest-timer.js";
import type { Gate } from "./gate.js";
import { lazy } from "./lazy.js";
import type { ThrottleOptions } from "./throttle.js";

/** Asked for when a throttle is made, it comes while the first request is made up. */
const pThrottle = lazy(async () => (await import("p-throttle")).default);

/**
 * p-throttle goes by the wall clock, in whole milliseconds. As it is asked when there is room, a longer wait than this can
 * only mean that the clock was set back.
 */
const LONGEST_PASS = 20;

/**
 * The sliding window that p-throttle keeps, for one caller at a time. A call cannot leave p-throttle's queue, and who
 * calls one off has p-throttle forget its window. So the queue is elsewhere, and whoever comes here waits until there is
 * room before p-throttle is asked.
 */
export class ThrottleWindow implements Gate {
  readonly #limit: number;
  readonly #interval: number;
  /** When the last `limit` callers entered (`performance.now()`, ms), in a ring. */
  readonly #entries: number[] = [];
  #count = 0;
  #controller = new AbortController();
  #pass: (() => Promise<void>) | undefined;

  constructor({ limit, interval }: ThrottleOptions) {
    // p-throttle counts whole calls: 2.5 in a second are 2 in 800 ms, one half is 1 in two seconds.
    this.#limit = Math.max(1, Math.floor(limit));
    this.#interval = Math.min((interval * this.#limit) / limit, LONGEST_TIMER - 1);
    void pThrottle();
  }

  /** See {@link Gate.enter}. */
  async enter(): Promise<boolean> {
    const { signal } = this.#controller;
    try {
      const wait = this.#opensAt() - performance.now();
      if (wait >= 1) await sleep(wait, signal);
      await this.#enter(signal);
      this.#entries[this.#count % this.#limit] = performance.now();
      this.#count += 1;
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
  }

  /** See {@link Gate.callOff}. */
  callOff(): void {
    const controller = this.#controller;
    this.#controller = new AbortController();
    this.#pass = undefined;
    controller.abort();
  }

  /** From when on there is room (`performance.now()`, ms). */
  #opensAt(): number {
    return (this.#entries[this.#count % this.#limit] ?? -Infinity) + this.#interval;
  }

  async #enter(signal: AbortSignal): Promise<void> {
    const throttle = await pThrottle();
    signal.throwIfAborted();
    const options = { limit: this.#limit, interval: this.#interval, strict: true, signal };
    this.#pass ??= throttle(options)(() => Promise.resolve());
    const guard = setTimeout(() => {
      this.callOff();
    }, LONGEST_PASS);
    try {
      await this.#pass();
    } finally {
      clearTimeout(guard);
    }
  }
}
