import { fingerprint, type Fingerprint } from "./fingerprint.js";

const FIRST_LENGTH = 256;
const GROWTH = 4;
/** Numbers kept for an id: the halves of its fingerprint, and the number of the previous id in its chain. */
const WIDTH = 3;

/**
 * Remembers at least the last `capacity` ids that were added, and less than twice as many (`capacity`, rounded up to a
 * power of two), by 64 bits of each. In listings of a million ids, about one in a hundred million confuses two ids.
 *
 * A `Set` of ids would be exact but slow: the garbage collector has to move every id in it. Here the ids lie in a ring,
 * in order of arrival. Ids with the same slot in the index are chained, newest first. A chain ends at the first number
 * that is older than the ring, so overwritten ids need no removal.
 */
export class RecentIds {
  readonly #mostLength: number;
  #length = 0;
  #ring = new Int32Array();
  /** The number of the last id of each chain; ids are numbered from 1. */
  #index = new Int32Array();
  #count = 0;

  constructor(capacity: number) {
    this.#mostLength = 2 ** Math.ceil(Math.log2(capacity));
    this.#resize(Math.min(FIRST_LENGTH, this.#mostLength));
  }

  /** How many ids were added, each once as long as it is remembered. */
  get count(): number {
    return this.#count;
  }

  /** Whether ids that were added are no longer remembered. */
  get hasForgotten(): boolean {
    return this.#count > this.#mostLength;
  }

  /** Remembers an id. Returns `false` if it was remembered already. */
  add(id: string): boolean {
    const print = fingerprint(id);
    if (this.#has(print)) return false;
    if (this.#count === this.#length && this.#length < this.#mostLength) this.#grow();
    this.#count += 1;
    this.#put(this.#count, print.one, print.other);
    return true;
  }

  #has({ one, other }: Fingerprint): boolean {
    const oldest = Math.max(0, this.#count - this.#length);
    let number = Number(this.#index[one & (this.#index.length - 1)]);
    while (number > oldest) {
      const place = this.#placeOf(number);
      if (this.#ring[place] === one && this.#ring[place + 1] === other) return true;
      number = Number(this.#ring[place + 2]);
    }
    return false;
  }

  #put(number: number, one: number, other: number): void {
    const chain = one & (this.#index.length - 1);
    const place = this.#placeOf(number);
    this.#ring[place] = one;
    this.#ring[place + 1] = other;
    this.#ring[place + 2] = Number(this.#index[chain]);
    this.#index[chain] = number;
  }

  #placeOf(number: number): number {
    return WIDTH * (number & (this.#length - 1));
  }

  /** Enlarges the ring. It starts small because most listings are short. */
  #grow(): void {
    const ring = this.#ring;
    this.#resize(Math.min(this.#mostLength, GROWTH * this.#length));
    // Nothing is overwritten yet: the ids begin at the second place, and the last one is in the first.
    for (let number = 1; number <= this.#count; number += 1) {
      const place = WIDTH * (number % this.#count);
      this.#put(number, Number(ring[place]), Number(ring[place + 1]));
    }
  }

  #resize(length: number): void {
    this.#length = length;
    this.#ring = new Int32Array(WIDTH * length);
    this.#index = new Int32Array(2 * length);
  }
}
