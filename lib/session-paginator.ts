import { executorListing, type ReadExecutors } from "./executor-listing.js";
import type { ExecutorPage, ExecutorPaginator, ExecutorWithCursor } from "./executor-paginator.js";
import { encodeCursor } from "./executors/cursor.js";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import { newestFirst } from "./executors/executor-times.js";
import { positionAfter, type Position } from "./executors/position.js";
import type { ListExecutorsOptions } from "./list-executors-options.js";
import type { PaginationIterable, PaginationIterator } from "./pagination/pagination-iterable.js";
import { collect, itemsOf, pagesOf, type PaginatorSource } from "./pagination/views.js";
import { readPages } from "./pagination/read-pages.js";

/** The views of a session's executors. Pages are the primitive; items are one flattening on top. */
export class SessionPaginator implements ExecutorPaginator {
  readonly #source: PaginatorSource<ReadExecutors>;
  readonly #scope: string;

  constructor(options: ListExecutorsOptions & { readonly scope: string }) {
    const { prefetch, signal, onEvent, scope } = options;
    this.#source = {
      open: (left, reporter) => readPages(executorListing(options, left, reporter), reporter),
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
