import { GetSessionStatusCommand, type SessionState } from "@aws-sdk/client-athena";
import { isInvalidRequest, isUnknownSession } from "./service-errors.js";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import type { CallSeries } from "../calls/call-series.js";
import { memberAt } from "../pagination/output.js";

/** Name of the operation that tells the state of a session. */
export const GET_SESSION_STATUS = "GetSessionStatus";

/** What is known of a session whose listing was refused. */
export interface SessionFate {
  /** Whether the service no longer knows the session, or it has ended. */
  readonly isGone: boolean;
  /** The state that the service gave, if it was asked and gave one. */
  readonly state: SessionState | undefined;
}

/** Asks for the state of a session; `undefined` if the service gives none. */
export async function requestSessionState(calls: CallSeries, sessionId: string): Promise<SessionState | undefined> {
  const output = await calls.send(new GetSessionStatusCommand({ SessionId: sessionId }));
  const state = memberAt(GET_SESSION_STATUS, output, "Status.State") ?? undefined;
  if (state === undefined || typeof state === "string") return state as SessionState | undefined;
  throw new UnexpectedResponseError(GET_SESSION_STATUS, "Status.State", "a string", state);
}

/** Returns whether a session in this state has ended. One that is degraded or terminating has not. */
export function hasEnded(state: SessionState | undefined): boolean {
  return state === "TERMINATED" || state === "FAILED";
}

/**
 * Finds out whether a session is gone, after a call without a token was refused with `error`. An
 * InvalidRequestException has many meanings, so the state of the session decides. If that cannot be had, the session is
 * not known to be gone.
 */
export async function fateOfSession(
  error: unknown,
  askState: () => Promise<SessionState | undefined>,
): Promise<SessionFate> {
  if (!isUnknownSession(error)) return { isGone: false, state: undefined };
  if (!isInvalidRequest(error)) return { isGone: true, state: undefined };
  try {
    const state = await askState();
    return { isGone: hasEnded(state), state };
  } catch (statusError) {
    return { isGone: isUnknownSession(statusError), state: undefined };
  }
}
