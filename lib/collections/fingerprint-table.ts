import type { Fingerprint } from "../hash/fingerprint.js";

const FIRST_LENGTH = 512;
const GROWTH = 4;

/**
 * A set of fingerprints: open addressing in one typed array, two elements each, which is never more than half full.
 * Two zeros mark what is free; a fingerprint of two zeros is taken for known.
 */
export class FingerprintTable {
  #elements = new Int32Array(FIRST_LENGTH);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has({ one, other }: Fingerprint): boolean {
    return this.#holds(this.#find(one, other), one, other);
  }

  /** Remembers a fingerprint. `false` if it is remembered already. */
  add({ one, other }: Fingerprint): boolean {
    const index = this.#find(one, other);
    if (this.#holds(index, one, other)) return false;
    this.#put(index, one, other);
    this.#size += 1;
    if (4 * this.#size > this.#elements.length) this.#grow();
    return true;
  }

  /** Forgets everything, and keeps the room for as much again. */
  clear(): void {
    this.#elements.fill(0);
    this.#size = 0;
  }

  #holds(index: number, one: number, other: number): boolean {
    return this.#elements[index] === one && this.#elements[index + 1] === other;
  }

  #put(index: number, one: number, other: number): void {
    this.#elements[index] = one;
    this.#elements[index + 1] = other;
  }

  /** The index of a fingerprint, or of the free place where it would go. */
  #find(one: number, other: number): number {
    const mask = this.#elements.length - 1;
    let index = (one << 1) & mask;
    while (!this.#holds(index, one, other) && !this.#holds(index, 0, 0)) index = (index + 2) & mask;
    return index;
  }

  #grow(): void {
    const smaller = this.#elements;
    this.#elements = new Int32Array(GROWTH * smaller.length);
    for (let index = 0; index < smaller.length; index += 2) {
      const one = smaller[index] ?? 0;
      const other = smaller[index + 1] ?? 0;
      this.#put(this.#find(one, other), one, other);
    }
  }
}
