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

/** How long things take, in ms of the story. All made up, but for the two times of Spark's dynamic allocation. */
export const pace = {
  /** `CREATING`. */
  starting: [2000, 5000],
  /** Executors of a batch do not start all at once. */
  betweenStarts: [50, 400],
  /** `CREATED`. */
  registering: [3000, 8000],
  /** `TERMINATING`. */
  shutdown: [1000, 4000],
  /** Between two calculations, after the last worker has gone. */
  pause: [5000, 20_000],
  /** From the submission of a calculation to its start. */
  queue: [500, 2000],
  /** Of a calculation, once all its workers have been asked for. */
  run: [20_000, 60_000],
  /** Until another worker comes for one that has failed. */
  replacement: [1000, 3000],
  /** How much longer than `idleTimeout` it takes until a worker is let go. */
  idleCheck: [0, 5000],
  /** `spark.dynamicAllocation.schedulerBacklogTimeout`, by default. */
  backlogTimeout: 1000,
  /** `spark.dynamicAllocation.executorIdleTimeout`, by default. */
  idleTimeout: 60_000,
} as const satisfies Record<string, Range | number>;
