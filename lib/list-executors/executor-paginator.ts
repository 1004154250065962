import type { ExecutorState, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import type { PaginationIterable, PaginationIterator } from "../pagination/pagination-iterable.js";
import { executorListing, type ReadExecutors } from "./executor-listing.js";
import { encodeCursor } from "./cursor.js";
import { newestFirst } from "../executors/executor-times.js";
import { positionAfter, type Position } from "./position.js";
import type { ListExecutorsSettings } from "./list-executors-config.js";
import { collect, itemsOf, pagesOf, type PaginatorSource } from "../pagination/views.js";
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

/** The executors of a session. It is lazy, and every iteration starts a fresh listing. */
export interface ExecutorPaginator<
  State extends ExecutorState | undefined = ExecutorState | undefined,
> extends PaginationIterable<ExecutorSummary<State>> {
  /**
   * Each executor with a cursor that resumes right after it: after an error, in another process, or tomorrow. Executors
   * that joined since are left out, unless they have no start time or started when the last one did.
   */
  withCursors(): PaginationIterable<ExecutorWithCursor<State>>;
  /** The listing page by page, also the pages that the filter has emptied. */
  pages(): PaginationIterable<ExecutorPage<State>>;
  /**
   * Every executor, newest first: sorted by start time, without start time first, ties in the service's order. With
   * `maxItems`, of the executors that were collected.
   */
  toArray(): Promise<ExecutorSummary<State>[]>;
}

/** The views of a session's executors. Pages are the primitive; items are one flattening on top. */
export class ExecutorPages implements ExecutorPaginator {
  readonly #source: PaginatorSource<ReadExecutors>;
  readonly #scope: string;

  constructor(settings: ListExecutorsSettings & { readonly scope: string }) {
    const { prefetch, signal, onEvent, scope } = settings;
    this.#source = {
      open: (left, reporter) => readPages(executorListing(settings, left, reporter), reporter),
      prefetch,
      signal,
      onEvent,
    };
    this.#scope = scope;
  }

  [Symbol.asyncIterator](): PaginationIterator<ExecutorSummary> {
    return itemsOf(this.#source, ({ items }) => items)[Symbol.asyncIterator]();
  }

  withCursors(): PaginationIterable<ExecutorWithCursor> {
    return itemsOf(this.#source, (page) =>
      positionedItems(page).map(({ executor, position }) => ({
        executor,
        cursor: encodeCursor(this.#scope, position),
      })),
    );
  }

  pages(): PaginationIterable<ExecutorPage> {
    return pagesOf(this.#source, (page) => {
      const { source, items, isCut } = page;
      const NextToken = isCut ? undefined : source.nextToken;
      // Worked out now: the consumer may change the executors before it looks at the cursor.
      const position = isCut ? (positionedItems(page).at(-1)?.position ?? page.found.before) : page.found.after;
      return withCursor({ ...source.output, NextToken, ExecutorsSummary: [...items] }, this.#scope, position);
    });
  }

  async toArray(): Promise<ExecutorSummary[]> {
    const all = await collect(this.#source);
    return all.sort(newestFirst);
  }
}

/** An item, and the position up to which everything was examined, also what the filter dropped. */
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
