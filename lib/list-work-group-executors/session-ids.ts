import { ListSessionsCommand, type SessionState, type SessionSummary } from "@aws-sdk/client-athena";
import { commandListing } from "../paginate/command-listing.js";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import type { Reporter } from "../events/reporter.js";
import { LARGEST_PAGE } from "../athena/limits.js";
import type { WorkGroupSettings } from "./list-work-group-executors-config.js";
import { ATHENA_TOKENS } from "../paginate/paginate-config.js";
import type { Listing, Reading } from "../pagination/read-pages.js";
import { walkPages, type Progress, type TokenPage } from "../pagination/walk-pages.js";
import { restartOnDeadToken } from "../athena/dead-token.js";

/** A session as the service lists it, with the id that the service promises. */
export type ListedSession = SessionSummary & { readonly SessionId: string };

interface FoundSessions extends Progress {
  readonly sessions: readonly ListedSession[];
}

/** Lists the sessions of a workgroup, each once: one listing for each state that was asked for. */
export async function* workGroupSessions(
  settings: WorkGroupSettings,
  left: AbortSignal,
  reporter: Reporter,
): AsyncGenerator<ListedSession, void, undefined> {
  // All ids are kept: a session that changes its state is listed again under another one.
  const seen = new Set<string>();
  // A sweep of hours outlives its tokens. Sessions that were seen are skipped.
  const restart = restartOnDeadToken({ reporter, signals: [settings.signal, left] });
  for (const state of settings.sessionStates) {
    const listing = sessionListing(settings, state, left, reporter);
    const fetch = (token: string | undefined): ReturnType<typeof listing.fetch> => listing.fetch(token, Infinity);
    const seenInState = new Set<string>();
    const read = (page: TokenPage<object>): FoundSessions => {
      const sessions = checkedSessions(listing.read(page).items);
      const { size } = seenInState;
      for (const { SessionId } of sessions) seenInState.add(SessionId);
      const hasUnseen = seenInState.size > size;
      return { sessions, hasUnseen, isRepeat: sessions.length > 0 && !hasUnseen };
    };
    for await (const { found } of walkPages({ ...listing, fetch, read, restart })) {
      for (const session of found.sessions) {
        if (seen.has(session.SessionId)) continue;
        seen.add(session.SessionId);
        yield session;
      }
    }
  }
}

function sessionListing(
  settings: WorkGroupSettings,
  state: SessionState | undefined,
  left: AbortSignal,
  reporter: Reporter,
): Listing<object, Reading<unknown>> {
  const input = { WorkGroup: settings.workGroup, StateFilter: state };
  const paging = { startingToken: undefined, tokens: ATHENA_TOKENS, pageSize: LARGEST_PAGE, endOnRepeatedToken: false };
  const sessions = { Command: ListSessionsCommand, input, key: "Sessions" };
  return commandListing({ ...settings, ...paging }, sessions as never, left, reporter);
}

function checkedSessions(sessions: readonly unknown[]): readonly ListedSession[] {
  for (const [index, session] of sessions.entries()) {
    const id = (session as { SessionId?: unknown } | null | undefined)?.SessionId;
    if (typeof id === "string" && id !== "") continue;
    const member = `Sessions[${String(index)}].SessionId`;
    throw new UnexpectedResponseError("ListSessions", member, "a non-empty string", id);
  }
  return sessions as readonly ListedSession[];
}
