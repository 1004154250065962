import { ThrottleUnavailableError } from "../errors/throttle-unavailable-error.js";
import type { Gate } from "../throttle/throttle.js";
import { answerInTime } from "./redis-clock.js";
import type { SharedGate } from "./shared-gate.js";
import type { SharedLine } from "./shared-line.js";

/** Milliseconds from one question to the next, at most. */
const LONGEST_PAUSE = 1000;

/** Milliseconds after which a question without an answer is asked again. */
const LOST_QUESTION = 10_000;

interface Outage {
  readonly error: unknown;
  /** When to ask again whether Redis is back (`performance.now()`, ms). */
  askAt: number;
}

/** The parts of a {@link FallbackGate}. */
export interface FallbackGateParts {
  readonly line: SharedLine;
  readonly shared: SharedGate;
  /** The gate of this process alone, used while Redis is unavailable. Without one, callers are refused. */
  readonly local: Gate | undefined;
  /** Milliseconds that a caller waits for an answer of Redis. */
  readonly timeout: number;
}

/** The gate that processes share through Redis, with a fallback while Redis is unavailable. */
export class FallbackGate implements Gate {
  readonly #line: SharedLine;
  readonly #shared: SharedGate;
  readonly #local: Gate | undefined;
  readonly #timeout: number;
  readonly #pause: number;
  #visit = new AbortController();
  #outage: Outage | undefined;
  /** Until when a process that is back keeps to its local share too (`performance.now()`, ms). */
  #carefulUntil = -Infinity;

  constructor({ line, shared, local, timeout }: FallbackGateParts) {
    this.#line = line;
    this.#shared = shared;
    this.#local = local;
    this.#timeout = timeout;
    this.#pause = Math.min(timeout, LONGEST_PAUSE);
  }

  /** The error that began the outage, or what else is wrong with the line. `undefined` if nothing is. */
  get degradedBy(): unknown {
    return this.#outage === undefined ? this.#line.degradedBy : this.#outage.error;
  }

  async enter(weight: number): Promise<boolean> {
    if (this.#outage === undefined) return this.#enterShared(weight);
    if (this.#local === undefined) return this.#enterIfBack(weight, this.#outage);
    return this.#enterAlone(this.#local, weight, this.#outage);
  }

  callOff(): void {
    this.#visit.abort();
    this.#visit = new AbortController();
    this.#shared.callOff();
    this.#local?.callOff();
  }

  /** Lets the other processes wait too, unless Redis is unavailable. */
  hold(ms: number): void {
    if (this.#outage === undefined) this.#line.hold(ms).catch(ignore);
  }

  async #enterShared(weight: number): Promise<boolean> {
    if (this.#local !== undefined && !(await this.#enterCarefully(this.#local, weight))) return false;
    try {
      return await this.#shared.enter(weight);
    } catch (error) {
      const outage = (this.#outage = { error, askAt: 0 });
      if (this.#local !== undefined) return this.#enterAlone(this.#local, weight, outage);
      void this.#ask(outage);
      throw new ThrottleUnavailableError(error);
    }
  }

  /**
   * The processes do not all notice at the same time that Redis is back. Until they have, those who are back keep to
   * their local share as well.
   */
  async #enterCarefully(local: Gate, weight: number): Promise<boolean> {
    const rest = this.#carefulUntil - performance.now();
    if (rest <= 0) return true;
    const timer = setTimeout(() => {
      local.callOff();
    }, rest);
    try {
      return await local.enter(weight);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks Redis every now and then, also while the caller waits for a local turn. */
  async #enterAlone(local: Gate, weight: number, outage: Outage): Promise<boolean> {
    const askIfTime = (): void => {
      if (this.#outage === outage && performance.now() >= outage.askAt) void this.#ask(outage);
    };
    askIfTime();
    const timer = setInterval(askIfTime, this.#pause / 4);
    try {
      return await local.enter(weight);
    } finally {
      clearInterval(timer);
    }
  }

  /** Refuses the caller at once, unless it is time to ask: then the caller waits for the answer. */
  async #enterIfBack(weight: number, outage: Outage): Promise<boolean> {
    const { signal } = this.#visit;
    if (performance.now() >= outage.askAt) await answerInTime(this.#ask(outage), this.#timeout, signal).catch(ignore);
    if (signal.aborted) return false;
    if (this.#outage !== undefined) throw new ThrottleUnavailableError(this.#outage.error);
    return this.#enterShared(weight);
  }

  /**
   * Asks whether Redis is back. A client that is not connected keeps the question until it is, so the answer ends the
   * outage however late it comes. A question takes no place, so those that have piled up delay nobody.
   */
  async #ask(outage: Outage): Promise<void> {
    const askedAt = performance.now();
    outage.askAt = askedAt + LOST_QUESTION;
    try {
      await this.#line.ask();
      if (this.#outage === outage) this.#end();
    } catch {
      outage.askAt = askedAt + this.#pause;
    }
  }

  #end(): void {
    this.#outage = undefined;
    this.#carefulUntil = performance.now() + this.#timeout;
    // Callers who wait for their local turn go to the shared line.
    this.#local?.callOff();
  }
}

function ignore(): void {
  // If Redis is unavailable, the next caller finds out.
}
