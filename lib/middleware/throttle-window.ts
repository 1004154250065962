import pThrottle from "p-throttle";
import { LONGEST_TIMER } from "../abort/longest-timer.js";
import type { Gate } from "./gate.js";
import type { ThrottleOptions } from "./throttle.js";

/**
 * The sliding window that p-throttle keeps, for one caller at a time. A call cannot leave p-throttle's queue, so the
 * queue is elsewhere, and whoever waits here can be called off as a whole.
 */
export class ThrottleWindow implements Gate {
  /** The length of the window in milliseconds: after so long without a call it is empty. */
  readonly interval: number;
  readonly #limit: number;
  #controller = new AbortController();
  #pass: () => Promise<void>;
  #isOccupied = false;

  constructor({ limit, interval }: ThrottleOptions) {
    // p-throttle counts whole calls: 2.5 in a second are 2 in 800 ms, one half is 1 in two seconds.
    this.#limit = Math.max(1, Math.floor(limit));
    this.interval = Math.min((interval * this.#limit) / limit, LONGEST_TIMER - 1);
    this.#pass = this.#renew();
  }

  /** Resolves to `true` when the caller has a place in the window, to `false` when it was called off. */
  async enter(): Promise<boolean> {
    // p-throttle goes by the wall clock. While one caller waits for a whole interval nobody else gets through, so a
    // longer wait can only mean that the clock was set back, and an empty window is then the truth.
    const guard = setTimeout(() => this.callOff(), this.interval + 1);
    this.#isOccupied = true;
    try {
      await this.#pass();
      return true;
    } catch {
      return false;
    } finally {
      this.#isOccupied = false;
      clearTimeout(guard);
    }
  }

  /** Sends away the caller who waits, and with it forgets the window. `false` if nobody waits. */
  callOff(): boolean {
    if (!this.#isOccupied) return false;
    const controller = this.#controller;
    this.#pass = this.#renew();
    controller.abort();
    return true;
  }

  #renew(): () => Promise<void> {
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    const throttled = pThrottle({ limit: this.#limit, interval: this.interval, strict: true, signal });
    return throttled(() => Promise.resolve());
  }
}
