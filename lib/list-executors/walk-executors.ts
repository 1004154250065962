import { LIST_EXECUTORS, type ExecutorsResponse } from "../athena/list-executors-call.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { walkIdentified, type Progress, type WalkedPage } from "../pagination/walk-pages.js";

/** The executors on a page, and the token of the next one. */
export type ListedPage = WalkedPage<ExecutorsResponse["output"], Progress>;

/** Reads a listing of executors page by page, in the service's order. */
export function walkExecutors(
  fetch: (token: string | undefined) => Promise<ExecutorsResponse>,
  restart: (error: unknown) => boolean,
): AsyncGenerator<ListedPage, void, undefined> {
  const idsOf = ({ ExecutorsSummary: executors }: ExecutorsResponse["output"]): string[] =>
    Array.from<ExecutorSummary, string>(executors, ({ ExecutorId }) => ExecutorId);
  return walkIdentified({ operation: LIST_EXECUTORS, fetch, idsOf, restart });
}
