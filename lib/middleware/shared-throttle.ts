import { LONGEST_TIMER } from "../abort/longest-timer.js";
import { onAbort } from "../abort/on-abort.js";
import { checkMilliseconds } from "../checks/checks.js";
import { LearnedRate } from "./learned-rate.js";
import { ThrottleWindow } from "./throttle-window.js";
import type { Throttle, ThrottleOptions } from "./throttle.js";

/** The first calls of a burst are released this many times faster than the rate, instead of all at once. */
const BURST_SPEED = 4;

type Waiter = (now: number) => void;

/**
 * Callers wait in line here; the one in front waits for, in this order, the cool-down that the service asked for, the
 * rate that was learned from it, and the configured limit.
 */
export class SharedThrottle implements Throttle {
  readonly #burstGap: number;
  readonly #window: ThrottleWindow;
  readonly #rate: LearnedRate;
  readonly #waiters = new Set<Waiter>();
  #isServing = false;
  #wake: (() => void) | undefined;
  #coolUntil = -Infinity;
  #nextAt = -Infinity;
  #lastGrant = -Infinity;
  #lastGrantAtDrop = -Infinity;

  constructor(options: ThrottleOptions) {
    this.#burstGap = options.interval / options.limit / BURST_SPEED;
    this.#window = new ThrottleWindow(options);
    this.#rate = new LearnedRate(options.limit / options.interval);
  }

  acquire(signal?: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const waiter: Waiter = (now) => {
        stopListening?.();
        resolve(now);
      };
      const stopListening =
        signal &&
        onAbort(signal, () => {
          this.#leave(waiter);
          reject(signal.reason as Error);
        });
      this.#waiters.add(waiter);
      if (!this.#isServing) void this.#serve();
    });
  }

  coolDown(ms: number, grantedAt = Infinity): void {
    checkMilliseconds("ms", ms);
    const now = performance.now();
    this.#coolUntil = Math.max(this.#coolUntil, now + ms);
    // The answers to one burst of calls are one piece of news.
    if (grantedAt <= this.#lastGrantAtDrop) return;
    this.#rate.drop(now);
    this.#lastGrantAtDrop = this.#lastGrant;
  }

  /** Until when the throttle holds everybody back because the service asked for it (`performance.now()`, ms). */
  get coolUntil(): number {
    return this.#coolUntil;
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    while (this.#waiters.size > 0) {
      const wait = this.#wait();
      if (wait > 0) await this.#pause(wait);
      // Whoever had to wait for the window may find that a cool-down has come meanwhile: a place in a window that is
      // not used at once is worth nothing, because the window counts it from when it was taken.
      else if ((await this.#window.enter()) && this.#wait() === 0) this.#grant();
    }
    this.#isServing = false;
  }

  /** Milliseconds before the caller in front may try the window. */
  #wait(): number {
    const wait = Math.max(this.#coolUntil, this.#nextAt) - performance.now();
    // A timer is a millisecond at least; shorter gaps add up until they are worth one.
    return wait < 1 ? 0 : wait;
  }

  /** Lets the caller in front go, who may by now be another one than when the window was entered. */
  #grant(): void {
    const [waiter] = this.#waiters;
    if (waiter === undefined) return;
    const now = performance.now();
    const gap = this.#rate.isLowered(now) ? 1 / this.#rate.at(now) : this.#burstGap;
    this.#nextAt = Math.max(this.#nextAt, now - gap / 2) + gap;
    this.#lastGrant = now;
    this.#waiters.delete(waiter);
    waiter(now);
  }

  #pause(duration: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.ceil(duration), LONGEST_TIMER));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The last one to leave puts out the light: no timer is left to keep the process alive. */
  #leave(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (this.#waiters.size > 0) return;
    this.#wake?.();
    // A window that is called off is forgotten. It was full, or nobody would have waited inside: a whole interval after
    // the last grant it is empty again.
    if (this.#window.callOff()) this.#nextAt = Math.max(this.#nextAt, this.#lastGrant + this.#window.interval);
  }
}
