import { isInvalidRequest, isUnknownSession } from "./errors/service-errors.js";

/** Thrown inside of a watch where the service says that there is no such session. It never reaches the caller. */
export class SessionGone extends Error {
  override readonly name = "SessionGone";
  /** What the service said. */
  readonly error: unknown;

  constructor(error: unknown) {
    super("There is no such session");
    this.error = error;
  }
}

/**
 * Whether this answer says that there is no such session. To a request with a token, InvalidRequestException is said of
 * the token.
 */
export function isSessionGone(error: unknown, token: string | undefined): boolean {
  return isUnknownSession(error) && (token === undefined || !isInvalidRequest(error));
}
