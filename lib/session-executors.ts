import { executorListing, type ReadExecutors } from "./executor-listing.js";
import { encodeCursor } from "./executors/cursor.js";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import { newestFirst } from "./executors/newest-first.js";
import { resumePointAfter, resumePointWithin, type ResumablePage } from "./executors/resume-points.js";
import type { ExecutorPage, ExecutorPaginator, ExecutorWithCursor } from "./list-executors.js";
import type { ListExecutorsOptions } from "./list-executors-options.js";
import type { PaginationIterable, PaginationIterator } from "./pagination/pagination-iterable.js";
import { collect, itemsOf, pagesOf, type OnFailure, type PaginatorSource } from "./pagination/paginator.js";
import { readPages } from "./pagination/read-pages.js";
import { forgetCursor, rememberCursor } from "./resume-cursor.js";

/** The views of a session's executors. Pages are the primitive; items are one flattening on top. */
export class SessionExecutors implements ExecutorPaginator {
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
    return (await collect(this.#source, forgetCursor)).sort(newestFirst);
  }

  readonly #noteItem: OnFailure<ReadExecutors> = (error, delivered) => {
    rememberCursor(error, delivered && (() => this.#cursorWithin(delivered.page, delivered.values)));
  };

  readonly #notePage: OnFailure<ReadExecutors> = (error, delivered) => {
    rememberCursor(error, delivered && this.#cursorAfter(delivered.page));
  };

  #toPage(read: ReadExecutors): ExecutorPage {
    const { page, items, isCut } = read;
    const NextToken = isCut ? undefined : page.nextToken;
    return withCursor({ ...page.output.answer, NextToken, ExecutorsSummary: [...items] }, this.#cursorAfter(read));
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

/** A cursor costs as much as thirty executors, and few look at every page's: it is made when somebody does. */
function withCursor<Page extends object>(page: Page, makeCursor: () => string): Page & { readonly cursor: string } {
  let cursor: string | undefined;
  return Object.defineProperty(page as Page & { cursor: string }, "cursor", {
    get: () => (cursor ??= makeCursor()),
    enumerable: true,
    configurable: true,
  });
}

function toResumable({ page, reading, items, isCut }: ReadExecutors): ResumablePage {
  const { token, nextToken, output } = page;
  return { request: { token, pageSize: output.pageSize }, nextToken, reading, items, isCut };
}
