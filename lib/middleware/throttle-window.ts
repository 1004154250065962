import { LONGEST_TIMER } from "../clock/longest-timer.js";
import type { Gate } from "./gate.js";
import { lazy } from "./lazy.js";
import type { ThrottleOptions } from "./throttle.js";

/** Asked for when a throttle is made, it comes while the first request is made up. */
const pThrottle = lazy(async () => (await import("p-throttle")).default);

/**
 * The sliding window that p-throttle keeps, for one caller at a time. A call cannot leave p-throttle's queue, so the
 * queue is elsewhere, and whoever waits here can be called off as a whole.
 */
export class ThrottleWindow implements Gate {
  /** The length of the window in milliseconds: after so long without a call it is empty. */
  readonly interval: number;
  readonly #limit: number;
  #controller = new AbortController();
  #pass: (() => Promise<void>) | undefined;
  #isOccupied = false;

  constructor({ limit, interval }: ThrottleOptions) {
    // p-throttle counts whole calls: 2.5 in a second are 2 in 800 ms, one half is 1 in two seconds.
    this.#limit = Math.max(1, Math.floor(limit));
    this.interval = Math.min((interval * this.#limit) / limit, LONGEST_TIMER - 1);
    void pThrottle();
  }

  /** Resolves to `true` when the caller has a place in the window, to `false` when it was called off. */
  async enter(): Promise<boolean> {
    // p-throttle goes by the wall clock. While one caller waits for a whole interval nobody else gets through, so a
    // longer wait can only mean that the clock was set back, and an empty window is then the truth.
    const guard = setTimeout(() => this.callOff(), this.interval + 1);
    this.#isOccupied = true;
    const { signal } = this.#controller;
    try {
      await this.#enter(signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    } finally {
      this.#isOccupied = false;
      clearTimeout(guard);
    }
  }

  /** Sends away the caller who waits, and with it forgets the window. `false` if nobody waits. */
  callOff(): boolean {
    if (!this.#isOccupied) return false;
    const controller = this.#controller;
    this.#controller = new AbortController();
    this.#pass = undefined;
    controller.abort();
    return true;
  }

  async #enter(signal: AbortSignal): Promise<void> {
    const throttle = await pThrottle();
    signal.throwIfAborted();
    const options = { limit: this.#limit, interval: this.interval, strict: true, signal };
    this.#pass ??= throttle(options)(() => Promise.resolve());
    await this.#pass();
  }
}
