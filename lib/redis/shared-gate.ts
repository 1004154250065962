import { sleep } from "../common/abort.js";
import type { Place, SharedLine } from "./shared-line.js";

const MOST_LATE_IN_A_ROW = 5;

/**
 * The callers of this process in the line of all processes.
 *
 * If a round trip to Redis takes longer than the gap between two turns, places are taken ahead: no more than callers
 * are waiting, and only as long as the next turn would come before two more round trips. So callers who abort waste at
 * most the places of two round trips. With other processes in line, turns are further away and one place is enough.
 */
export class SharedGate {
  /** How many callers of this process wait, the one inside included. */
  callers = 0;
  readonly #line: SharedLine;
  /** In the order of the requests. Resolves at its turn, or to `undefined` if a cool-down took it away. */
  #places: Promise<Place | undefined>[] = [];
  #visit = new AbortController();
  /** The turn of the last place of this process, as far as it is known, and else the earliest that it can be. */
  #lastTurn = -Infinity;
  #heldUntil = -Infinity;
  #lateInARow = 0;

  constructor(line: SharedLine) {
    this.#line = line;
  }

  /** Until when a cool-down of another process holds this one back, as far as it is known (`performance.now()`, ms). */
  get heldUntil(): number {
    return this.#heldUntil;
  }

  /** See {@link Gate.enter}. */
  async enter(weight: number): Promise<boolean> {
    const { signal } = this.#visit;
    try {
      for (;;) {
        this.#takePlaces(weight, signal);
        const place = await this.#places[0];
        void this.#places.shift();
        if (place !== undefined && this.#isInTime(place)) return true;
      }
    } catch (error) {
      if (signal.aborted) return false;
      this.callOff();
      throw error;
    }
  }

  /** Sends away the caller inside. The places that were taken stay taken. */
  callOff(): void {
    this.#visit.abort();
    this.#visit = new AbortController();
    this.#places = [];
    this.#lastTurn = -Infinity;
  }

  #takePlaces(weight: number, signal: AbortSignal): void {
    while (this.#places.length === 0 || (this.#places.length < this.callers && this.#isNextSoon(weight))) {
      this.#lastTurn = Math.max(this.#lastTurn + this.#line.gap * weight, performance.now());
      const place = this.#waitFor(weight, signal);
      // A failure is seen when the place is the first.
      place.catch(ignore);
      this.#places.push(place);
    }
  }

  /** Whether the turn after the last place comes too soon to be requested later: it has to be taken and checked. */
  #isNextSoon(weight: number): boolean {
    const { gap, roundTrip, slack } = this.#line;
    return this.#lastTurn + gap * weight < performance.now() + 2 * roundTrip + slack;
  }

  /** Takes a place and waits for its turn. A cool-down of any process since then takes it away. */
  async #waitFor(weight: number, signal: AbortSignal): Promise<Place | undefined> {
    const place = await this.#line.take(weight, signal);
    this.#lastTurn = Math.max(this.#lastTurn, place.turn);
    const { roundTrip } = this.#line;
    if (this.#remaining(place) > roundTrip) {
      await sleep(this.#remaining(place) - roundTrip, signal);
      const held = await this.#line.heldUntil(signal);
      this.#heldUntil = Math.max(this.#heldUntil, held.local);
      if (held.redis > place.redisTurn) return undefined;
    }
    const rest = this.#remaining(place);
    if (rest > 0) await sleep(rest, signal);
    return place;
  }

  /**
   * A turn used too late can be one call too many for an interval, so another place is taken. Half of the slack is for
   * errors of the clock. Callers of a process that is always late must go on too, so this happens a few times at most.
   */
  #isInTime(place: Place): boolean {
    const { slack, uncertainty } = this.#line;
    const isLate = -this.#remaining(place) > slack / 2 + uncertainty;
    this.#lateInARow = isLate && this.#lateInARow < MOST_LATE_IN_A_ROW ? this.#lateInARow + 1 : 0;
    return this.#lateInARow === 0;
  }

  /** Milliseconds until the turn. It is known better once the time at Redis is, but it never moves back. */
  #remaining({ turn, redisTurn }: Place): number {
    return Math.min(turn, this.#line.toLocal(redisTurn)) - performance.now();
  }
}

function ignore(): void {
  // See where it is used.
}
