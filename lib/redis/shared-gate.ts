import { sleep } from "../abort/sleep.js";
import type { SharedLine } from "./shared-line.js";

/** Where the caller in front of this process stands in the line of all processes. */
export class SharedGate {
  readonly #line: SharedLine;
  #visit: AbortController | undefined;
  #owed = 0;
  #heldUntil = -Infinity;

  constructor(line: SharedLine) {
    this.#line = line;
  }

  /** Until when a cool-down of any process holds everybody back, as far as is known here (`performance.now()`, ms). */
  get heldUntil(): number {
    return this.#heldUntil;
  }

  /** See {@link Gate.enter}. A call that counts for one and a half takes one place, and the next one two. */
  async enter(weight: number): Promise<boolean> {
    const visit = (this.#visit = new AbortController());
    this.#owed += weight;
    const places = Math.floor(this.#owed);
    this.#owed -= places;
    try {
      while (!(await this.#stand(places, visit.signal)));
      return true;
    } catch (error) {
      if (visit.signal.aborted) return false;
      throw error;
    }
  }

  /** Sends away the caller inside. The places that were taken stay taken. */
  callOff(): void {
    this.#visit?.abort();
  }

  /** Takes a place and waits for its turn. `false` if another one has to be taken. */
  async #stand(places: number, signal: AbortSignal): Promise<boolean> {
    const place = await this.#line.take(places, signal);
    const wait = place.turn - performance.now();
    if (place.isHeld) this.#heldUntil = place.turn;
    if (wait <= 0) return place.isGranted;
    await sleep(wait, signal);
    // A cool-down may have come meanwhile, from a process that we know nothing else of.
    return place.isGranted && !(await this.#line.hasMoved(place, signal));
  }
}
