import { brand, isBranded } from "./brand.js";

/**
 * Under `strictOrder`: the service listed an executor that is newer than the one before it. All executors before it
 * were delivered. Without `strictOrder` it is a `disorder` event.
 */
export class OrderError extends Error {
  /** Always `OrderError`. Across copies of this package, use {@link isOrderError}. */
  override readonly name = "OrderError";
  /** The executor that is out of order. */
  readonly executorId: string;
  /** When it started. Executors without start time are never out of order. */
  readonly startTime: Date;
  /** The last executor before it with a start time; `undefined` if that one came before the cursor. */
  readonly previousExecutorId: string | undefined;
  /** When that one started. */
  readonly previousStartTime: Date;

  constructor(evidence: Pick<OrderError, "executorId" | "startTime" | "previousExecutorId" | "previousStartTime">) {
    super(
      `Executor ${evidence.executorId} (started ${evidence.startTime.toISOString()}) was listed after ` +
        `${evidence.previousExecutorId ?? "the one of the cursor"} (started ${evidence.previousStartTime.toISOString()}), ` +
        "which is older. " +
        "Remove `strictOrder` to accept executors in any order; `toArray()` sorts them",
    );
    this.executorId = evidence.executorId;
    this.startTime = evidence.startTime;
    this.previousExecutorId = evidence.previousExecutorId;
    this.previousStartTime = evidence.previousStartTime;
    brand(this);
  }
}

/** Whether `error` is an {@link OrderError}, of this copy of the package or another. */
export function isOrderError(error: unknown): error is OrderError {
  return isBranded(error, "OrderError");
}
