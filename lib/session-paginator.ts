import { isRepeatedTokenError } from "./errors/repeated-token-error.js";
import { executorListing, type ReadExecutors } from "./executor-listing.js";
import type { ExecutorPage, ExecutorPaginator, ExecutorWithCursor } from "./executor-paginator.js";
import { encodeCursor } from "./executors/cursor.js";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import { newestFirst } from "./executors/newest-first.js";
import { resumePointAfter, resumePointWithin, type ResumablePage } from "./executors/resume-point.js";
import type { ListExecutorsOptions } from "./list-executors-options.js";
import type { Delivered } from "./pagination/iteration.js";
import type { PaginationIterable, PaginationIterator } from "./pagination/pagination-iterable.js";
import { collect, itemsOf, pagesOf, type OnFailure, type PaginatorSource } from "./pagination/paginator.js";
import { readPages } from "./pagination/read-pages.js";
import { rememberCursor } from "./resume-cursor.js";

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
    return itemsOf(this.#source, ({ items }) => items, this.#noteItem)[Symbol.asyncIterator]();
  }

  withCursors(): PaginationIterable<ExecutorWithCursor> {
    const withCursor = (page: ReadExecutors): ExecutorWithCursor[] =>
      page.items.map((executor, index) => ({ executor, cursor: this.#cursorWithin(page, index + 1) }));
    return itemsOf(this.#source, withCursor, this.#noteItem);
  }

  pages(): PaginationIterable<ExecutorPage> {
    return pagesOf(this.#source, (page) => this.#toPage(page), this.#notePage);
  }

  async toArray(): Promise<ExecutorSummary[]> {
    const all = await collect(this.#source, (error) => {
      rememberCursor(error);
    });
    return all.sort(newestFirst);
  }

  readonly #noteItem: OnFailure<ReadExecutors> = (error, delivered) => {
    note(
      error,
      delivered,
      ({ page, values }) =>
        () =>
          this.#cursorWithin(page, values),
    );
  };

  readonly #notePage: OnFailure<ReadExecutors> = (error, delivered) => {
    note(error, delivered, ({ page }) => this.#cursorAfter(page));
  };

  #toPage(read: ReadExecutors): ExecutorPage {
    const { source, items, isCut } = read;
    const NextToken = isCut ? undefined : source.nextToken;
    return withCursor({ ...source.output.answer, NextToken, ExecutorsSummary: [...items] }, this.#cursorAfter(read));
  }

  #cursorWithin(page: ReadExecutors, count: number): string {
    return encodeCursor(this.#scope, resumePointWithin(toResumable(page), count));
  }

  /** Where to go on is kept, and not the page: who collects pages need not hold what the filter has dropped. */
  #cursorAfter(page: ReadExecutors): () => string {
    const point = resumePointAfter(toResumable(page));
    return () => encodeCursor(this.#scope, point);
  }
}

type DeliveredExecutors = Delivered<ReadExecutors>;

function note(
  error: unknown,
  delivered: DeliveredExecutors | undefined,
  cursorAfter: (delivered: DeliveredExecutors) => () => string,
): void {
  const leadsOn = delivered !== undefined && !goesInCircles(error, delivered);
  rememberCursor(error, leadsOn ? cursorAfter(delivered) : undefined);
}

/** Where tokens come back, only the order tells what was delivered: whoever went on without it would never end. */
function goesInCircles(error: unknown, { page }: DeliveredExecutors): boolean {
  return page.reading.isDisordered && isRepeatedTokenError(error);
}

/** A cursor costs as much as thirty executors, and few look at every page's: it is made when somebody does. */
function withCursor<Page extends object>(page: Page, makeCursor: () => string): Page & { readonly cursor: string } {
  let cursor: string | undefined;
  return Object.defineProperty(page as Page & { cursor: string }, "cursor", {
    get: () => (cursor ??= makeCursor()),
    enumerable: true,
    configurable: true,
  });
}

function toResumable({ source, reading, items, isCut }: ReadExecutors): ResumablePage {
  const { token, nextToken, output } = source;
  return { request: { token, pageSize: output.pageSize }, nextToken, reading, items, isCut };
}
