import type { Range } from "./dice.js";

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
