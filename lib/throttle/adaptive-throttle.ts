import { LONGEST_TIMER } from "../common/timers.js";
import { onAbort } from "../common/abort.js";
import { checkMilliseconds } from "../common/checks.js";
import type { Gate, Throttle, ThrottleOptions } from "./throttle.js";
import { LearnedRate } from "./learned-rate.js";
import { ThrottleWindow } from "./throttle-window.js";

/** The first calls of a burst are released this many times faster than the rate, instead of all at once. */
const BURST_SPEED = 4;

interface Waiter {
  readonly grant: (now: number) => void;
  readonly refuse: (reason: Error) => void;
}

/**
 * A queue of callers. The first one waits for the cool-down that the service asked for, then for the learned rate, then
 * for the configured limit.
 */
export class AdaptiveThrottle implements Throttle {
  readonly #burstGap: number;
  readonly #gate: Gate;
  readonly #rate: LearnedRate;
  readonly #waiters = new Set<Waiter>();
  #isServing = false;
  #wake: (() => void) | undefined;
  #coolUntil = -Infinity;
  #nextAt = -Infinity;
  #lastGrant = -Infinity;
  #lastGrantAtDrop = -Infinity;

  /** @param gate - keeps to the limit. By default it is p-throttle, for this process. */
  constructor(options: ThrottleOptions, gate: Gate = new ThrottleWindow(options)) {
    this.#burstGap = options.interval / options.limit / BURST_SPEED;
    this.#gate = gate;
    this.#rate = new LearnedRate(options.limit / options.interval);
  }

  acquire(signal?: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const waiter: Waiter = {
        grant: (now) => {
          stopListening?.();
          resolve(now);
        },
        refuse: (reason) => {
          stopListening?.();
          reject(reason);
        },
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
    // Throttle answers to the same burst lower the rate only once.
    if (grantedAt <= this.#lastGrantAtDrop) return;
    this.#rate.drop(now);
    this.#lastGrantAtDrop = this.#lastGrant;
  }

  /** See {@link Throttle.coolUntil}. */
  get coolUntil(): number {
    return this.#coolUntil;
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    while (this.#waiters.size > 0) {
      const wait = this.#wait();
      if (wait > 0) await this.#pause(wait);
      else await this.#enter();
    }
    this.#isServing = false;
  }

  async #enter(): Promise<void> {
    try {
      const mayGo = await this.#gate.enter(this.#rate.weightAt(performance.now()));
      // A cool-down may have begun while the caller waited at the gate. Drop the slot then: the window counts it from
      // when it was taken, so it must be used at once.
      if (mayGo && this.#wait() === 0) this.#grant(this.#gate.enteredAt ?? performance.now());
    } catch (error) {
      this.#shift()?.refuse(error as Error);
    }
  }

  /** Milliseconds before the first caller may go to the gate. */
  #wait(): number {
    const wait = Math.max(this.#coolUntil, this.#nextAt) - performance.now();
    // Timers take at least a millisecond. Shorter gaps add up until they reach one.
    return wait < 1 ? 0 : wait;
  }

  /** Grants the first caller, which may not be the one for which the gate was entered. */
  #grant(now: number): void {
    const waiter = this.#shift();
    if (waiter === undefined) return;
    const gap = this.#rate.isLowered(now) ? 1 / this.#rate.at(now) : this.#burstGap;
    this.#nextAt = Math.max(this.#nextAt, now - gap / 2) + gap;
    this.#lastGrant = now;
    waiter.grant(now);
  }

  #shift(): Waiter | undefined {
    const [waiter] = this.#waiters;
    if (waiter !== undefined) this.#waiters.delete(waiter);
    return waiter;
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

  /** Removes a caller. After the last one, cancel the timer so that it does not keep the process alive. */
  #leave(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (this.#waiters.size > 0) return;
    this.#wake?.();
    this.#gate.callOff();
  }
}
