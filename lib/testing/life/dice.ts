import { createHash } from "node:crypto";

/** From the first number up to the second one. */
export type Range = readonly [from: number, to: number];

/** Random numbers that depend on the seed alone (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash("sha256").update(seed).digest().readUInt32BE();
  }

  /** A whole number of the range, both ends included. */
  in([from, to]: Range): number {
    return from + Math.floor(this.#roll() * (to - from + 1));
  }

  /** Whether something happens that happens in this share of all cases. */
  happens(share: number): boolean {
    return this.#roll() < share;
  }

  /** From 0 up to, and without, 1. */
  #roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
