import type { ExecutorState, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import type { PaginationIterable } from "../pagination/pagination-iterable.js";
import { executorListing, type ReadExecutors } from "./executor-listing.js";
import { encodeCursor } from "./cursor.js";
import { newestFirst } from "../executors/executor-times.js";
import { positionAfter, type Position } from "./position.js";
import type { ListExecutorsSettings } from "./list-executors-config.js";
import { itemsOf, PaginatorViews, type PaginatorSource } from "../pagination/views.js";
import { readPages } from "../pagination/read-pages.js";

/**
 * A page in the shape of the SDK, with `ExecutorsSummary` always an array, filtered. A page truncated by `maxItems`
 * or `startedAfter` is the last one and has no `NextToken`, which would skip the rest of it.
 */
export type ExecutorPage<State extends ExecutorState | undefined = ExecutorState | undefined> = Omit<
  ListExecutorsCommandOutput,
  "ExecutorsSummary"
> & {
  /** The executors of the page that pass the filter, in the service's order. */
  ExecutorsSummary: ExecutorSummary<State>[];
  /**
   * Resumes after this page, as {@link ListExecutorsConfig.cursor}. If `maxItems` or `startedAfter` truncated the page,
   * resumes with the rest of it. Computed on first access.
   */
  readonly cursor: string;
};

/** An executor, and the cursor that resumes after it. */
export interface ExecutorWithCursor<State extends ExecutorState | undefined = ExecutorState | undefined> {
  /** The executor as the service lists it. */
  executor: ExecutorSummary<State>;
  /** Resumes right after this executor, as {@link ListExecutorsConfig.cursor}. */
  cursor: string;
}

/** The executors of a session. Every iteration is a fresh listing, and sends nothing before its first `next()`. */
export interface ExecutorPaginator<
  State extends ExecutorState | undefined = ExecutorState | undefined,
> extends PaginationIterable<ExecutorSummary<State>> {
  /**
   * Yields each executor with a cursor that resumes right after it, also in another process. Executors that joined
   * since are left out, unless they have no start time or the same one as the last executor.
   */
  withCursors(): PaginationIterable<ExecutorWithCursor<State>>;
  /** Yields page by page, including pages that the filter has emptied. */
  pages(): PaginationIterable<ExecutorPage<State>>;
  /**
   * Collects every executor, sorted by start time, newest first. Executors without start time come first, ties in the
   * service's order. `maxItems` applies before sorting.
   */
  toArray(): Promise<ExecutorSummary<State>[]>;
}

/** The views of a session's executors. */
export class ExecutorPages
  extends PaginatorViews<ReadExecutors, ExecutorSummary, ExecutorPage>
  implements ExecutorPaginator
{
  readonly #withCursors: PaginationIterable<ExecutorWithCursor>;

  constructor(settings: ListExecutorsSettings & { readonly scope: string }) {
    const { prefetch, signal, onEvent, scope } = settings;
    const source: PaginatorSource<ReadExecutors> = {
      open: (run) => readPages(executorListing(settings, run), run.reporter),
      prefetch,
      signal,
      onEvent,
    };
    super(source, (page) => toPublicPage(page, scope));
    this.#withCursors = itemsOf(source, (page) =>
      positionedItems(page).map(({ executor, position }) => ({ executor, cursor: encodeCursor(scope, position) })),
    );
  }

  withCursors(): PaginationIterable<ExecutorWithCursor> {
    return this.#withCursors;
  }

  override async toArray(): Promise<ExecutorSummary[]> {
    const all = await super.toArray();
    return all.sort(newestFirst);
  }
}

function toPublicPage(page: ReadExecutors, scope: string): ExecutorPage {
  const { source, items, isCut } = page;
  const NextToken = isCut ? undefined : source.nextToken;
  // Computed now: the consumer may change the executors before it reads the cursor.
  const position = isCut ? (positionedItems(page).at(-1)?.position ?? page.found.before) : page.found.after;
  return withCursor({ ...source.output, NextToken, ExecutorsSummary: [...items] }, scope, position);
}

/** An item, and the position after it. Executors that the filter dropped before it count as examined. */
interface PositionedItem {
  readonly executor: ExecutorSummary;
  readonly position: Position;
}

function positionedItems({ items, found }: ReadExecutors): PositionedItem[] {
  let position = found.before;
  let next = 0;
  return items.map((executor) => {
    const end = found.examined.indexOf(executor, next) + 1;
    position = positionAfter(position, found.examined.slice(next, end));
    next = end;
    return { executor, position };
  });
}

/** Computed on first access: encoding a cursor costs about as much as listing 30 executors. */
function withCursor<Page extends object>(
  page: Page,
  scope: string,
  position: Position,
): Page & { readonly cursor: string } {
  let cursor: string | undefined;
  return Object.defineProperty(page as Page & { cursor: string }, "cursor", {
    get: () => (cursor ??= encodeCursor(scope, position)),
    enumerable: true,
    configurable: true,
  });
}
