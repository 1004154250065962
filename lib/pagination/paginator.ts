import type { EndReason, PaginationEvent } from "../events/pagination-event.js";
import { Reporter } from "../events/reporter.js";
import { Iteration } from "./iteration.js";
import type { ReadPage } from "./read-pages.js";

/** What a paginator reads, anew for every iteration. */
export interface PaginatorSource<Output, Item, Page> {
  /** Opens the pages. They must stop when `left` aborts. */
  readonly open: (
    left: AbortSignal,
    reporter: Reporter,
  ) => AsyncGenerator<ReadPage<Output, Item>, EndReason, undefined>;
  /** The page as the consumer gets it. */
  readonly toPage: (page: ReadPage<Output, Item>) => Page;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: ((event: PaginationEvent) => void) | undefined;
}

/** The views of a paginated source. Pages are the primitive; items are one flattening on top. */
export class Paginator<Output, Item, Page> implements AsyncIterable<Item> {
  readonly #source: PaginatorSource<Output, Item, Page>;

  constructor(source: PaginatorSource<Output, Item, Page>) {
    this.#source = source;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Item, undefined, undefined> {
    return this.#iterate(
      ({ items }) => items,
      () => 1,
    );
  }

  pages(): AsyncIterable<Page> {
    return this.#pagesAs((page) => this.#source.toPage(page));
  }

  async toArray(): Promise<Item[]> {
    const all: Item[] = [];
    for await (const items of this.#pagesAs((page) => page.items)) {
      for (const item of items) all.push(item);
    }
    return all;
  }

  #pagesAs<Value>(view: (page: ReadPage<Output, Item>) => Value): AsyncIterable<Value> {
    return {
      [Symbol.asyncIterator]: () =>
        this.#iterate(
          (page) => [view(page)],
          ({ items }) => items.length,
        ),
    };
  }

  #iterate<Value>(
    unpack: (page: ReadPage<Output, Item>) => readonly Value[],
    itemsPerValue: (page: ReadPage<Output, Item>) => number,
  ): Iteration<ReadPage<Output, Item>, Value> {
    const { open, signal, onEvent } = this.#source;
    const reporter = new Reporter(onEvent);
    return new Iteration({ open: (left) => open(left, reporter), unpack, itemsPerValue, signal, reporter });
  }
}
