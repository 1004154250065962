import type { Fingerprint } from "../hash/fingerprint.js";

const FIRST_LENGTH = 512;
const GROWTH = 4;

/**
 * A set of fingerprints: open addressing in one typed array, two elements each, which is never more than half full. The
 * first half of a fingerprint is never 0, so that 0 marks what is free.
 */
export class FingerprintTable {
  #elements = new Int32Array(FIRST_LENGTH);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has({ one, other }: Fingerprint): boolean {
    return this.#elements[this.#find(one, other)] !== 0;
  }

  /** Remembers a fingerprint. `false` if it is remembered already. */
  add({ one, other }: Fingerprint): boolean {
    const index = this.#find(one, other);
    if (this.#elements[index] !== 0) return false;
    this.#elements[index] = one;
    this.#elements[index + 1] = other;
    this.#size += 1;
    if (4 * this.#size > this.#elements.length) this.#grow();
    return true;
  }

  /** Forgets everything, and keeps the room for as much again. */
  clear(): void {
    this.#elements.fill(0);
    this.#size = 0;
  }

  /** The index of a fingerprint, or of the free place where it would go. */
  #find(one: number, other: number): number {
    const elements = this.#elements;
    const mask = elements.length - 1;
    let index = (one << 1) & mask;
    while (elements[index] !== 0 && (elements[index] !== one || elements[index + 1] !== other)) {
      index = (index + 2) & mask;
    }
    return index;
  }

  #grow(): void {
    const smaller = this.#elements;
    this.#elements = new Int32Array(GROWTH * smaller.length);
    for (let index = 0; index < smaller.length; index += 2) {
      const mark = smaller.subarray(index, index + 2);
      const [one, other] = mark as unknown as readonly [number, number];
      if (one !== 0) this.#elements.set(mark, this.#find(one, other));
    }
  }
}
