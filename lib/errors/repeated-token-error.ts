import { brand, isBranded } from "./brand.js";

/**
 * The service gave a page token that it had given before in the same listing. Following it would read the same pages
 * for ever, stopping would pass half a list off as the whole: neither is done. What came before it was delivered.
 */
export class RepeatedTokenError extends Error {
  /** Always `RepeatedTokenError`. To tell it across copies of this package, use {@link isRepeatedTokenError}. */
  override readonly name = "RepeatedTokenError";
  /** How many pages had been read when the token came back. */
  readonly pages: number;
  /** The token. Not enumerable, so that it stays out of logs. */
  declare readonly token: string;

  constructor(operation: string, pages: number, token: string) {
    super(
      `${operation} returned a page token for the second time, after page ${String(pages)}: ` +
        "following it would never end. The listing is incomplete; start it anew, and report it to the service if it persists",
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
