import { raceAbort } from "../common/abort.js";
import { expected } from "../common/checks.js";
import type { EndReason } from "../events/pagination-event.js";
import type { Reporter } from "../events/reporter.js";
import { executorListing, type ReadExecutors } from "../list-executors/executor-listing.js";
import type { WorkGroupSettings } from "./list-work-group-executors-config.js";
import { mergePages } from "./merge-pages.js";
import type { PaginationIterable, PaginationIterator } from "../pagination/pagination-iterable.js";
import { collect, itemsOf, pagesOf, type PaginatorSource } from "../pagination/views.js";
import { readPages } from "../pagination/read-pages.js";
import type { SessionExecutor, WorkGroupExecutorPage, WorkGroupExecutorPaginator } from "./session-executor.js";
import { CallSeries } from "../calls/call-series.js";
import { fateOfSession, GET_SESSION_STATUS, requestSessionState } from "../athena/session-calls.js";
import { workGroupSessions, type ListedSession } from "./session-ids.js";

/** A page of one of the sessions. */
interface SessionPage {
  readonly session: ListedSession;
  readonly read: ReadExecutors;
  readonly items: readonly SessionExecutor[];
  readonly isCut: boolean;
}

/** The views of a workgroup's executors. */
export class WorkGroupPages implements WorkGroupExecutorPaginator {
  readonly #source: PaginatorSource<SessionPage>;

  constructor(settings: WorkGroupSettings) {
    const { signal, onEvent } = settings;
    // The lanes fetch ahead already.
    this.#source = { open: (left, reporter) => sweep(settings, left, reporter), prefetch: 0, signal, onEvent };
  }

  [Symbol.asyncIterator](): PaginationIterator<SessionExecutor> {
    return itemsOf(this.#source, ({ items }) => items)[Symbol.asyncIterator]();
  }

  pages(): PaginationIterable<WorkGroupExecutorPage> {
    return pagesOf(this.#source, toPage);
  }

  toArray(): Promise<SessionExecutor[]> {
    return collect(this.#source);
  }
}

function toPage(page: SessionPage): WorkGroupExecutorPage {
  const { session, read, items, isCut } = page;
  return {
    ...read.source.output,
    SessionId: session.SessionId,
    Session: session,
    NextToken: isCut ? undefined : read.source.nextToken,
    ExecutorsSummary: [...items],
    isLast: isLastOfSession(page),
  };
}

/** Whether the session was read to its end, or to where `startedAfter` ends it. */
function isLastOfSession({ read, items }: SessionPage): boolean {
  const isWhole = items.length === read.found.items.length;
  return isWhole && (read.source.nextToken === undefined || read.found.stop !== undefined);
}

/** Reads `concurrency` sessions side by side until all are read or no more is wanted. */
async function* sweep(
  settings: WorkGroupSettings,
  left: AbortSignal,
  reporter: Reporter,
): AsyncGenerator<SessionPage, EndReason, undefined> {
  let wanted = settings.maxItems;
  if (wanted === 0) return "maxItems";
  const sessions = workGroupSessions(settings, left, reporter);
  const lane = (): Lane => readSessions({ settings, sessions, left, reporter, wanted: () => wanted });
  const lanes = Array.from({ length: settings.concurrency }, lane);
  // After the last page of a session the next one is opened, which has to wait until this one has been used up. Nothing
  // at all is to be opened behind the last page that is wanted.
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

/** The pages of one session after another, and `undefined` for a session that was given up. */
type Lane = AsyncGenerator<SessionPage | undefined, void, undefined>;

interface LaneParts {
  readonly settings: WorkGroupSettings;
  /** Shared by all lanes: each takes the next session when it has read one. */
  readonly sessions: AsyncGenerator<ListedSession, void, undefined>;
  readonly left: AbortSignal;
  readonly reporter: Reporter;
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
  const { settings, left, reporter, wanted } = parts;
  const { SessionId: sessionId } = session;
  const listed = {
    ...settings,
    sessionId,
    startingToken: undefined,
    position: undefined,
    maxItems: wanted(),
  };
  let hasPages = false;
  try {
    for await (const read of readPages(executorListing(listed, left, reporter), reporter)) {
      hasPages = true;
      const items = read.items.map((executor) => ({ ...executor, SessionId: sessionId }));
      yield { session, read, items, isCut: read.isCut };
    }
  } catch (error) {
    if (left.aborted || settings.signal?.aborted === true) throw error;
    if (!hasPages && (await isGone(parts, sessionId, error))) reporter.sessionSkipped(sessionId, error);
    else if (settings.onSessionError === undefined) throw error;
    else await raceAbort(settings.onSessionError(error, sessionId), settings.signal);
    // Yield once per failed session, so that a lane does not race through failing sessions without backpressure.
    yield undefined;
  }
}

async function isGone({ settings, left, reporter }: LaneParts, sessionId: string, error: unknown): Promise<boolean> {
  const signals = [settings.signal, left];
  const series = { operation: GET_SESSION_STATUS, signals, reporter };
  const calls = new CallSeries(settings.call, series);
  const { isGone } = await fateOfSession(error, () => requestSessionState(calls, sessionId));
  return isGone;
}
