import { ErrorNotes } from "./pagination/error-notes.js";

const tokens = new ErrorNotes<string>();

/**
 * The token of the page that comes after the last one that was delivered by the iteration of {@link paginate} that
 * failed with this error: give it as `startingToken` to go on. What the service makes of an old token is its own affair.
 *
 * `undefined` before anything was delivered, after an abort, for `toArray()`, and for anything else.
 */
export function resumeToken(error: unknown): string | undefined {
  return tokens.get(error);
}

/** Remembers the way on after an error, or that there is none. */
export function rememberToken(error: unknown, token?: string): void {
  tokens.set(error, token);
}
