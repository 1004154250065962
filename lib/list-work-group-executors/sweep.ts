import { raceAbort } from "../common/abort.js";
import { expected } from "../common/checks.js";
import type { EndReason } from "../events/pagination-event.js";
import { fateOfSession, GET_SESSION_STATUS, requestSessionState, type ListedSession } from "../athena/session-calls.js";
import { CallSeries } from "../calls/call-series.js";
import { executorListing, type ReadExecutors } from "../list-executors/executor-listing.js";
import { readPages } from "../pagination/read-pages.js";
import { isStopped, type Run } from "../pagination/run.js";
import type { WorkGroupSettings } from "./list-work-group-executors-config.js";
import { mergePages } from "./merge-pages.js";
import type { SessionExecutor } from "./session-executor.js";
import { workGroupSessions } from "./session-ids.js";

/** A page of one of the sessions. */
export interface SessionPage {
  readonly session: ListedSession;
  readonly read: ReadExecutors;
  readonly items: readonly SessionExecutor[];
  readonly isCut: boolean;
}

/** Reads `concurrency` sessions side by side until all are read or no more is wanted. */
export async function* sweep(settings: WorkGroupSettings, run: Run): AsyncGenerator<SessionPage, EndReason, undefined> {
  let wanted = settings.maxItems;
  if (wanted === 0) return "maxItems";
  const sessions = workGroupSessions(settings, run);
  const lane = (): Lane => readSessions({ settings, sessions, run, wanted: () => wanted });
  const lanes = Array.from({ length: settings.concurrency }, lane);
  // A lane opens its next session only when the consumer has used up the last page of the one before. After the last
  // wanted page it opens none.
  const isLast = (page: SessionPage | undefined): boolean =>
    page === undefined || page.read.isCut || page.read.source.nextToken === undefined || page.items.length >= wanted;
  for await (const page of mergePages(lanes, isLast)) {
    if (page === undefined) continue;
    const items = page.items.slice(0, wanted);
    wanted -= items.length;
    yield { ...page, items, isCut: page.isCut || items.length < page.items.length };
    if (wanted === 0) return "maxItems";
  }
  return "complete";
}

/** The pages of one session after another, and `undefined` for a failed session. */
type Lane = AsyncGenerator<SessionPage | undefined, void, undefined>;

interface LaneParts {
  readonly settings: WorkGroupSettings;
  /** Shared by all lanes: each takes the next session when it has read one. */
  readonly sessions: AsyncGenerator<ListedSession, void, undefined>;
  readonly run: Run;
  readonly wanted: () => number;
}

async function* readSessions(parts: LaneParts): Lane {
  for (;;) {
    const next = await parts.sessions.next();
    if (next.done === true) return;
    if (isWanted(parts.settings, next.value)) yield* readSession(parts, next.value);
  }
}

function isWanted({ session: predicate }: WorkGroupSettings, session: ListedSession): boolean {
  const isWanted: unknown = predicate(session);
  if (typeof isWanted === "boolean") return isWanted;
  throw expected("session", "a function that returns a boolean", isWanted);
}

async function* readSession(parts: LaneParts, session: ListedSession): Lane {
  const { settings, run, wanted } = parts;
  const { SessionId: sessionId } = session;
  const listed = { ...settings, sessionId, startingToken: undefined, position: undefined, maxItems: wanted() };
  let hasPages = false;
  try {
    for await (const read of readPages(executorListing(listed, run), run.reporter)) {
      hasPages = true;
      const items = read.items.map((executor) => ({ ...executor, SessionId: sessionId }));
      yield { session, read, items, isCut: read.isCut };
    }
  } catch (error) {
    if (isStopped(run)) throw error;
    if (!hasPages && (await isGone(parts, sessionId, error))) run.reporter.sessionSkipped(sessionId, error);
    else if (settings.onSessionError === undefined) throw error;
    else await raceAbort(settings.onSessionError(error, sessionId), settings.signal);
    // Yield once per failed session, so that a lane does not race through failing sessions without backpressure.
    yield undefined;
  }
}

async function isGone({ settings, run }: LaneParts, sessionId: string, error: unknown): Promise<boolean> {
  const calls = new CallSeries(settings.call, { operation: GET_SESSION_STATUS, ...run });
  const { isGone } = await fateOfSession(error, () => requestSessionState(calls, sessionId));
  return isGone;
}
