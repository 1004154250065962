import { PaginatorViews } from "../pagination/views.js";
import type { WorkGroupSettings } from "./list-work-group-executors-config.js";
import type { SessionExecutor, WorkGroupExecutorPage, WorkGroupExecutorPaginator } from "./session-executor.js";
import { sweep, type SessionPage } from "./sweep.js";

/** The views of a workgroup's executors. */
export class WorkGroupPages
  extends PaginatorViews<SessionPage, SessionExecutor, WorkGroupExecutorPage>
  implements WorkGroupExecutorPaginator
{
  constructor(settings: WorkGroupSettings) {
    const { signal, onEvent } = settings;
    // No prefetch: the lanes already fetch ahead.
    super({ open: (run) => sweep(settings, run), prefetch: 0, signal, onEvent }, toPublicPage);
  }
}

function toPublicPage(page: SessionPage): WorkGroupExecutorPage {
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

/** Whether the session was read to its end, or up to `startedAfter`. */
function isLastOfSession({ read, items }: SessionPage): boolean {
  const isWhole = items.length === read.found.items.length;
  return isWhole && (read.source.nextToken === undefined || read.found.stop !== undefined);
}
