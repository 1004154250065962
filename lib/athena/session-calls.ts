import {
  GetSessionStatusCommand,
  ListSessionsCommand,
  type ListSessionsCommandOutput,
  type SessionState,
  type SessionSummary,
} from "@aws-sdk/client-athena";
import { LARGEST_PAGE } from "./limits.js";
import { isInvalidRequest, isUnknownSession } from "./service-errors.js";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import type { CallSeries } from "../calls/call-series.js";
import { listAt, memberAt, nextTokenOf } from "../pagination/output.js";
import type { TokenPage } from "../pagination/walk-pages.js";

/** Name of the operation that lists sessions. */
export const LIST_SESSIONS = "ListSessions";

/** Name of the operation that returns the state of a session. */
export const GET_SESSION_STATUS = "GetSessionStatus";

/** A session as the service lists it, with the id that the service promises. */
export type ListedSession = SessionSummary & { readonly SessionId: string };

/** The sessions that a call requests. */
export interface SessionsRequest {
  readonly workGroup: string;
  readonly state: SessionState | undefined;
  readonly token: string | undefined;
}

/** Asks for one page of a workgroup's sessions. */
export async function requestSessions(
  calls: CallSeries,
  { workGroup, state, token }: SessionsRequest,
): Promise<TokenPage<{ readonly Sessions: readonly ListedSession[] }>> {
  const command = new ListSessionsCommand({
    WorkGroup: workGroup,
    MaxResults: LARGEST_PAGE,
    StateFilter: state,
    NextToken: token,
  });
  const output = (await calls.send(command)) as ListSessionsCommandOutput;
  const nextToken = nextTokenOf(LIST_SESSIONS, "NextToken", output.NextToken);
  return { output: { Sessions: checkedSessions(listAt(LIST_SESSIONS, output, "Sessions")) }, nextToken };
}

function checkedSessions(sessions: readonly unknown[]): readonly ListedSession[] {
  for (const [index, session] of sessions.entries()) {
    const id = (session as SessionSummary | null | undefined)?.SessionId;
    if (typeof id === "string" && id !== "") continue;
    throw new UnexpectedResponseError(LIST_SESSIONS, `Sessions[${String(index)}].SessionId`, "a non-empty string", id);
  }
  return sessions as readonly ListedSession[];
}

/** The fate of a session whose listing was refused. */
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
 * InvalidRequestException has many meanings, so the state of the session decides. If that request fails, the session
 * is not known to be gone.
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
