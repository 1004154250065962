import { ThrottleUnavailableError } from "../errors/throttle-unavailable-error.js";
import type { Gate } from "../middleware/gate.js";
import type { SharedGate } from "./shared-gate.js";
import type { SharedLine } from "./shared-line.js";

/** Milliseconds from one answer that did not come to the next question whether Redis is back. */
const PROBE_INTERVAL = 1000;

/** Milliseconds after which an answer is taken to have got lost on its way. */
const LOST_PROBE = 10_000;

/** A time in which Redis is out of reach. */
interface Outage {
  readonly error: unknown;
  /** When to ask again (`performance.now()`, ms). */
  askAt: number;
}

/** What a {@link FallbackGate} is made of. */
export interface FallbackGateParts {
  readonly line: SharedLine;
  readonly shared: SharedGate;
  /** The gate of this process alone, for as long as Redis is out of reach. Without one, callers are refused then. */
  readonly local: Gate | undefined;
}

/** The gate that processes share over Redis; while there is no Redis, that of this process. */
export class FallbackGate implements Gate {
  readonly #line: SharedLine;
  readonly #shared: SharedGate;
  readonly #local: Gate | undefined;
  #outage: Outage | undefined;
  #returnedAt = -Infinity;

  constructor({ line, shared, local }: FallbackGateParts) {
    this.#line = line;
    this.#shared = shared;
    this.#local = local;
  }

  /** What Redis was lost by, one and the same for the whole outage; `undefined` while it is there. */
  get degradedBy(): unknown {
    return this.#outage?.error;
  }

  async enter(weight: number): Promise<boolean> {
    if (this.#outage !== undefined && this.#isStillOut(this.#outage)) return this.#enterAlone(weight, this.#outage);
    try {
      const mayGo = (await this.#enterCarefully(weight)) && (await this.#shared.enter(weight));
      if (mayGo) this.#outage = undefined;
      return mayGo;
    } catch (error) {
      this.#outage = { error, askAt: performance.now() + PROBE_INTERVAL };
      return this.#enterAlone(weight, this.#outage);
    }
  }

  callOff(): void {
    this.#shared.callOff();
    this.#local?.callOff();
  }

  /** Has the other processes wait too, as far as they can be told. */
  hold(ms: number): void {
    if (this.#outage === undefined) this.#line.hold(ms).catch(ignore);
  }

  /** Callers who have nothing to go on with find out for themselves; the others are not kept waiting for the answer. */
  #isStillOut(outage: Outage): boolean {
    const isTimeToAsk = performance.now() >= outage.askAt;
    if (this.#local === undefined) return !isTimeToAsk;
    if (isTimeToAsk) this.#ask(outage);
    return true;
  }

  /** Hardly more than one question at a time: a client that is not connected keeps it, and asks as soon as it is. */
  #ask(outage: Outage): void {
    outage.askAt = performance.now() + LOST_PROBE;
    this.#line.count().then(
      () => {
        this.#outage = undefined;
        this.#returnedAt = performance.now();
      },
      () => {
        outage.askAt = performance.now() + PROBE_INTERVAL;
      },
    );
  }

  /** Not all processes find out at the same time: until the last one has, each that is back keeps to its share too. */
  async #enterCarefully(weight: number): Promise<boolean> {
    const isLongAgo = performance.now() > this.#returnedAt + 2 * PROBE_INTERVAL;
    return isLongAgo || this.#local === undefined || this.#local.enter(weight);
  }

  #enterAlone(weight: number, { error }: Outage): Promise<boolean> {
    if (this.#local === undefined) throw new ThrottleUnavailableError(error);
    return this.#local.enter(weight);
  }
}

function ignore(): void {
  // If Redis is out of reach, the next caller finds out.
}
