import { createHash } from "node:crypto";

/** From the first number to the second, both included. */
export type Range = readonly [from: number, to: number];

/** Duration of each step, in ms of the story. Made up, except for the two timeouts of Spark's dynamic allocation. */
export const PACE = {
  /** `CREATING`. */
  starting: [2000, 5000],
  /** Time between the starts of two executors of a batch. */
  betweenStarts: [50, 400],
  /** `CREATED`. */
  registering: [3000, 8000],
  /** `TERMINATING`. */
  shutdown: [1000, 4000],
  /** Time between two calculations, after the last worker has ended. */
  pause: [5000, 20_000],
  /** From the submission of a calculation to its start. */
  queue: [500, 2000],
  /** Run time of a calculation, after its last worker was requested. */
  run: [20_000, 60_000],
  /** Time until a failed worker is replaced. */
  replacement: [1000, 3000],
  /** Time between the end of `idleTimeout` and the release of the worker. */
  idleCheck: [0, 5000],
  /** Default of `spark.dynamicAllocation.schedulerBacklogTimeout`. */
  backlogTimeout: 1000,
  /** Default of `spark.dynamicAllocation.executorIdleTimeout`. */
  idleTimeout: 60_000,
} as const satisfies Record<string, Range | number>;

/** Random numbers that depend only on the seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash("sha256").update(seed).digest().readUInt32BE();
  }

  /** Returns an integer of the range. */
  in([from, to]: Range): number {
    return from + Math.floor(this.#roll() * (to - from + 1));
  }

  /** Returns true with the probability `share`. */
  happens(share: number): boolean {
    return this.#roll() < share;
  }

  /** Returns a number >= 0 and < 1. */
  #roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
