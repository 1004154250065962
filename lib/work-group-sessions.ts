import { ListSessionsCommand, type SessionState } from "@aws-sdk/client-athena";
import { commandListing } from "./command-listing.js";
import { RecentIds } from "./collections/recent-ids.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import type { Reporter } from "./events/reporter.js";
import { LARGEST_PAGE } from "./list-executors-options.js";
import type { WorkGroupOptions } from "./list-work-group-executors-options.js";
import { ATHENA_TOKENS } from "./paginate-options.js";
import type { Listing, Reading } from "./pagination/read-pages.js";
import { walkPages, type Progress, type TokenPage } from "./pagination/walk-pages.js";
import { restartOnDeadToken } from "./restart.js";

const REMEMBERED_IDS = 10_000;

interface FoundSessions extends Progress {
  readonly ids: readonly string[];
}

/** The ids of the sessions of a workgroup, each once: one listing for each state that was asked for. */
export async function* workGroupSessions(
  options: WorkGroupOptions,
  left: AbortSignal,
  reporter: Reporter,
): AsyncGenerator<string, void, undefined> {
  // All of them: a sweep may take hours, and a session that changes its state comes again in the listing of another one.
  // An id costs some hundred bytes, and stands for a call at least.
  const seen = new Set<string>();
  // A sweep of hours outlives its tokens. What was seen is skipped.
  const restart = restartOnDeadToken({ reporter, signals: [options.signal, left] });
  for (const state of options.sessionStates) {
    const listing = sessionListing(options, state, left, reporter);
    const fetch = (token: string | undefined): ReturnType<typeof listing.fetch> => listing.fetch(token, Infinity);
    const seenHere = new RecentIds(REMEMBERED_IDS);
    const read = (page: TokenPage<object>): FoundSessions => {
      const ids = sessionIds(listing.read(page).items);
      const { count } = seenHere;
      for (const id of ids) seenHere.add(id);
      const hasUnseen = seenHere.count > count;
      return { ids, hasUnseen, isRepeat: ids.length > 0 && !hasUnseen };
    };
    for await (const { found } of walkPages({ ...listing, fetch, read, restart })) {
      for (const id of found.ids) {
        if (seen.has(id)) continue;
        seen.add(id);
        yield id;
      }
    }
  }
}

function sessionListing(
  options: WorkGroupOptions,
  state: SessionState | undefined,
  left: AbortSignal,
  reporter: Reporter,
): Listing<object, Reading<unknown>> {
  const input = { WorkGroup: options.workGroup, StateFilter: state };
  const paging = { startingToken: undefined, tokens: ATHENA_TOKENS, pageSize: LARGEST_PAGE, endOnRepeatedToken: false };
  const sessions = { Command: ListSessionsCommand, input, key: "Sessions" };
  return commandListing({ ...options, ...paging }, sessions as never, left, reporter);
}

function sessionIds(sessions: readonly unknown[]): string[] {
  return sessions.map((session, index) => {
    const id = (session as { SessionId?: unknown } | null | undefined)?.SessionId;
    if (typeof id === "string" && id !== "") return id;
    const member = `Sessions[${String(index)}].SessionId`;
    throw new UnexpectedResponseError("ListSessions", member, "a non-empty string", id);
  });
}
