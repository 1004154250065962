import { brand, isBranded } from "./brand.js";

/** The reason why a cursor is refused. */
export type CursorErrorReason = "damaged" | "foreign" | "version" | "disorder";

const MESSAGES: Readonly<Record<CursorErrorReason, string>> = {
  damaged: "The cursor is damaged. Pass it exactly as `withCursors()` or a page gave it",
  foreign:
    "The cursor belongs to another listing. Use it with the `SessionId` and `ExecutorStateFilter` of that listing",
  version: "The cursor was made by another version of athena-executors. Start the listing again",
  disorder: "The cursor was made after executors had come out of order. Start the listing again",
};

/** A cursor cannot be resumed from. Thrown at the call, before any request. */
export class CursorError extends Error {
  /** Always `CursorError`. Across copies of this package, use {@link isCursorError}. */
  override readonly name = "CursorError";
  /** The reason. The message says what to do. */
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
