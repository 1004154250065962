import { brand, isBranded } from "./brand.js";

/** What is wrong with a cursor. */
export type CursorErrorReason = "damaged" | "foreign" | "version" | "lost";

const MESSAGES: Readonly<Record<CursorErrorReason, string>> = {
  damaged:
    "The cursor is damaged: it is not, or no longer, what `withCursors()`, a page or `resumeCursor()` gave. Store it whole, as it came",
  foreign:
    "The cursor belongs to another listing: use it with the `SessionId` and the `ExecutorStateFilter` that it was made with",
  version:
    "The cursor was made by a version of athena-executors that this one does not understand: start the listing anew",
  lost: "The executor behind the cursor is no longer where the cursor says, and the order of the listing does not tell where to go on: start the listing anew",
};

/**
 * A cursor cannot be resumed from. `damaged`, `foreign` and `version` are thrown at the call, `lost` by the iteration:
 * the service listed executors out of order, or very many with one start time, and the executor that the cursor points
 * to has moved or gone.
 */
export class CursorError extends Error {
  /** Always `CursorError`. To tell it across copies of this package, use {@link isCursorError}. */
  override readonly name = "CursorError";
  /** What is wrong with it; the message says what to do. */
  readonly reason: CursorErrorReason;
  /** The cursor. Not enumerable, so that it stays out of logs. */
  declare readonly cursor: string | undefined;

  constructor(reason: CursorErrorReason, cursor?: string) {
    super(MESSAGES[reason]);
    this.reason = reason;
    Object.defineProperty(this, "cursor", { value: cursor, enumerable: false });
    brand(this);
  }
}

/** Whether `error` is a {@link CursorError}, of this copy of the package or another. */
export function isCursorError(error: unknown): error is CursorError {
  return isBranded(error, "CursorError");
}
