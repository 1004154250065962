import { brand, isBranded } from "./brand.js";

/**
 * The listing leads back to pages that were read before: the service repeated a page token, or it returned 1 000 pages
 * in a row that held only items seen before. Such a listing never ends. The error ensures that a part never looks like
 * the whole. All items before it were delivered.
 */
export class RepeatedTokenError extends Error {
  /** Always `RepeatedTokenError`. Across copies of this package, use {@link isRepeatedTokenError}. */
  override readonly name = "RepeatedTokenError";
  /** How many pages had been read. */
  readonly pages: number;
  /** The token that leads back. Not enumerable, so that it stays out of logs. */
  declare readonly token: string;

  constructor(operation: string, pages: number, token: string, advice?: string) {
    super(
      `${operation} repeated earlier pages after page ${String(pages)}. ` +
        "The listing is incomplete. Start it again, and contact AWS support if this persists" +
        (advice === undefined ? "" : `. ${advice}`),
    );
    this.pages = pages;
    Object.defineProperty(this, "token", { value: token, enumerable: false });
    brand(this);
  }
}

/** Whether `error` is a {@link RepeatedTokenError}, of this copy of the package or another. */
export function isRepeatedTokenError(error: unknown): error is RepeatedTokenError {
  return isBranded(error, "RepeatedTokenError");
}
