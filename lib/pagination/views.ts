import type { EndReason, PaginationEvent } from "../events/pagination-event.js";
import { Reporter } from "../events/reporter.js";
import { originOf } from "./error-origin.js";
import { Iteration, type IterationOptions } from "./iteration.js";
import type { PaginationIterable, PaginationIterator } from "./pagination-iterable.js";
import type { Run } from "./run.js";

/** The pages behind a paginator. Every iteration opens them again. */
export interface PaginatorSource<Page> {
  readonly open: (run: Run) => AsyncGenerator<Page, EndReason, undefined>;
  /** Number of pages to fetch ahead at most. */
  readonly prefetch: number;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: ((event: PaginationEvent) => void) | undefined;
}

/** The views that all paginators offer: items, pages, and an array. */
export class PaginatorViews<
  Page extends { readonly items: readonly Item[] },
  Item,
  PublicPage,
> implements PaginationIterable<Item> {
  readonly #source: PaginatorSource<Page>;
  readonly #toPublic: (page: Page) => PublicPage;

  constructor(source: PaginatorSource<Page>, toPublic: (page: Page) => PublicPage) {
    this.#source = source;
    this.#toPublic = toPublic;
  }

  [Symbol.asyncIterator](): PaginationIterator<Item> {
    return itemsOf(this.#source, ({ items }) => items)[Symbol.asyncIterator]();
  }

  pages(): PaginationIterable<PublicPage> {
    return pagesOf(this.#source, this.#toPublic);
  }

  /** Collects all items, or none if the listing fails. */
  async toArray(): Promise<Item[]> {
    const all: Item[] = [];
    for await (const items of pagesOf(this.#source, (page) => page.items)) {
      for (const item of items) all.push(item);
    }
    return all;
  }
}

/** Iterates over values that `unpack` makes of each page, one by one. */
export function itemsOf<Page, Value>(
  source: PaginatorSource<Page>,
  unpack: (page: Page) => readonly Value[],
): PaginationIterable<Value> {
  return iterable(source, { unpack, itemsPerValue: () => 1, prefetchFromPage: Infinity });
}

function pagesOf<Page extends { readonly items: readonly unknown[] }, Value>(
  source: PaginatorSource<Page>,
  view: (page: Page) => Value,
): PaginationIterable<Value> {
  const itemsPerValue = ({ items }: Page): number => items.length;
  return iterable(source, { unpack: (page) => [view(page)], itemsPerValue, prefetchFromPage: 2 });
}

type View<Page, Value> = Pick<IterationOptions<Page, Value>, "unpack" | "itemsPerValue" | "prefetchFromPage">;

function iterable<Page, Value>(
  { open, prefetch, signal, onEvent }: PaginatorSource<Page>,
  view: View<Page, Value>,
): PaginationIterable<Value> {
  const result: PaginationIterable<Value> = {
    [Symbol.asyncIterator]: () => {
      const reporter = new Reporter(onEvent);
      const origin = originOf(result[Symbol.asyncIterator]);
      const openRun = (leaveSignal: AbortSignal): ReturnType<typeof open> =>
        open({ signals: [signal, leaveSignal], reporter });
      return new Iteration({ ...view, open: openRun, prefetch, signal, reporter, origin });
    },
  };
  return result;
}
