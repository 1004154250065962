import type { SessionState } from "@aws-sdk/client-athena";
import { restartOnDeadToken } from "../athena/dead-token.js";
import { LIST_SESSIONS, requestSessions, type ListedSession } from "../athena/session-calls.js";
import { CallSeries } from "../calls/call-series.js";
import type { Run } from "../pagination/run.js";
import { walkIdentified } from "../pagination/walk-pages.js";
import type { WorkGroupSettings } from "./list-work-group-executors-config.js";

/** Lists the sessions of a workgroup, each once: one listing for each requested state. */
export async function* workGroupSessions(
  settings: WorkGroupSettings,
  run: Run,
): AsyncGenerator<ListedSession, void, undefined> {
  // All ids are kept: a session that changes its state is listed again under another one.
  const seen = new Set<string>();
  for (const state of settings.sessionStates) {
    for await (const sessions of pagesOfSessions(settings, state, run)) {
      for (const session of sessions) {
        if (seen.has(session.SessionId)) continue;
        seen.add(session.SessionId);
        yield session;
      }
    }
  }
}

async function* pagesOfSessions(
  { call, workGroup }: WorkGroupSettings,
  state: SessionState | undefined,
  run: Run,
): AsyncGenerator<readonly ListedSession[], void, undefined> {
  const calls = new CallSeries(call, { operation: LIST_SESSIONS, ...run });
  const pages = walkIdentified({
    operation: LIST_SESSIONS,
    fetch: (token) => requestSessions(calls, { workGroup, state, token }),
    idsOf: ({ Sessions }) => Sessions.map(({ SessionId }) => SessionId),
    // A sweep of hours outlives its tokens.
    restart: restartOnDeadToken(run),
  });
  for await (const { source } of pages) yield source.output.Sessions;
}
