import { LIST_EXECUTORS, type ExecutorsResponse } from "../athena/list-executors-call.js";
import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import { progressOf, walkPages, type Progress, type WalkedPage } from "../pagination/walk-pages.js";
import { RecentIds } from "../common/recent-ids.js";

/** Minimum number of executors to remember during a listing. */
const REMEMBERED_IDS = 10_000;

/** The executors on a page, and the token of the next one. */
export type ListedPage = WalkedPage<ExecutorsResponse["output"], Progress>;

/** Reads a listing of executors page by page, in the service's order. */
export function walkExecutors(
  fetch: (token: string | undefined) => Promise<ExecutorsResponse>,
  restart: (error: unknown) => boolean,
): AsyncGenerator<ListedPage, void, undefined> {
  const ids = new RecentIds(REMEMBERED_IDS);
  return walkPages({
    startingToken: undefined,
    fetch,
    read: ({ output: { ExecutorsSummary: executors } }) => {
      const { count } = ids;
      for (const { ExecutorId } of executors) ids.add(ExecutorId);
      return progressOf(executors, ids.count > count);
    },
    restart,
    repeatedToken: (token, pages) => new RepeatedTokenError(LIST_EXECUTORS, pages, token),
  });
}
