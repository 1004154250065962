import { fingerprint } from "../hash/fingerprint.js";
import { FingerprintTable } from "./fingerprint-table.js";

/**
 * Remembers at least the last `capacity` ids that were added, and at most twice as many, by 64 bits of each: that two
 * ids of a listing of a million are taken for one is to be expected once in a hundred million listings.
 *
 * A `Set` of ids would be exact, and the most expensive thing that happens to an executor on its way: the collector has
 * to move every id that is kept.
 */
export class RecentIds {
  readonly #capacity: number;
  #current = new FingerprintTable();
  #previous = new FingerprintTable();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Remembers an id. `false` if it is remembered already. */
  add(id: string): boolean {
    const mark = fingerprint(id);
    if (this.#previous.has(mark) || !this.#current.add(mark)) return false;
    if (this.#current.size === this.#capacity) {
      [this.#previous, this.#current] = [this.#current, this.#previous];
      this.#current.clear();
    }
    return true;
  }
}
