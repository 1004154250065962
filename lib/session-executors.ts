import { executorListing, type ReadExecutors } from "./executor-listing.js";
import { encodeCursor } from "./executors/cursor.js";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import { newestFirst } from "./executors/newest-first.js";
import { resumePointAfter, resumePointWithin, type ResumablePage } from "./executors/resume-points.js";
import type { ExecutorPage, ExecutorPaginator, ExecutorWithCursor } from "./list-executors.js";
import type { ListExecutorsOptions } from "./list-executors-options.js";
import type { PaginationIterable, PaginationIterator } from "./pagination/pagination-iterable.js";
import { viewOf, type PaginatorSource } from "./pagination/paginator.js";
import { readPages } from "./pagination/read-pages.js";
import { rememberCursor } from "./resume-cursor.js";

/** The views of a session's executors. Pages are the primitive; items are one flattening on top. */
export class SessionExecutors implements ExecutorPaginator {
  readonly #source: PaginatorSource<ReadExecutors>;
  readonly #scope: string;

  constructor(options: ListExecutorsOptions) {
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
    return this.#items(({ items }) => items)[Symbol.asyncIterator]();
  }

  withCursors(): PaginationIterable<ExecutorWithCursor> {
    return this.#items((page) =>
      page.items.map((executor, index) => ({ executor, cursor: this.#cursorWithin(page, index + 1) })),
    );
  }

  pages(): PaginationIterable<ExecutorPage> {
    return this.#pages(
      (page) => this.#toPage(page),
      (page) => this.#cursorAfter(page),
    );
  }

  async toArray(): Promise<ExecutorSummary[]> {
    const all: ExecutorSummary[] = [];
    // Nothing is delivered before everything is, so there is no way on from a failure.
    for await (const items of this.#pages(({ items }) => items)) {
      for (const executor of items) all.push(executor);
    }
    return all.sort(newestFirst);
  }

  #items<Value>(unpack: (page: ReadExecutors) => readonly Value[]): PaginationIterable<Value> {
    return viewOf(this.#source, {
      unpack,
      itemsPerValue: () => 1,
      prefetchFromPage: Infinity,
      onFailure: (error, delivered) => {
        rememberCursor(error, delivered && (() => this.#cursorWithin(delivered.page, delivered.values)));
      },
    });
  }

  #pages<Value>(
    view: (page: ReadExecutors) => Value,
    cursorAfter?: (page: ReadExecutors) => string,
  ): PaginationIterable<Value> {
    return viewOf(this.#source, {
      unpack: (page) => [view(page)],
      itemsPerValue: ({ items }) => items.length,
      prefetchFromPage: 2,
      onFailure: (error, delivered) => {
        rememberCursor(error, delivered && cursorAfter && (() => cursorAfter(delivered.page)));
      },
    });
  }

  #toPage(read: ReadExecutors): ExecutorPage {
    const { page, items, isCut } = read;
    const NextToken = isCut ? undefined : page.nextToken;
    return { ...page.output.answer, NextToken, ExecutorsSummary: [...items], cursor: this.#cursorAfter(read) };
  }

  #cursorWithin(page: ReadExecutors, count: number): string {
    return encodeCursor(this.#scope, resumePointWithin(toResumable(page), count));
  }

  #cursorAfter(page: ReadExecutors): string {
    return encodeCursor(this.#scope, resumePointAfter(toResumable(page)));
  }
}

function toResumable({ page, reading, items, isCut }: ReadExecutors): ResumablePage {
  const { token, nextToken, output } = page;
  return { ...reading, request: { token, pageSize: output.pageSize }, nextToken, items, isCut };
}
