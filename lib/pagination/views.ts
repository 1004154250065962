import type { EndReason, PaginationEvent } from "../events/pagination-event.js";
import { Reporter } from "../events/reporter.js";
import { originOf } from "./error-origin.js";
import { Iteration, type IterationOptions } from "./iteration.js";
import type { PaginationIterable } from "./pagination-iterable.js";

/** What a paginator reads in every iteration. */
export interface PaginatorSource<Page> {
  /** Opens the pages. They must stop when `left` aborts. */
  readonly open: (left: AbortSignal, reporter: Reporter) => AsyncGenerator<Page, EndReason, undefined>;
  /** How many pages are fetched ahead at most, while the consumer works. */
  readonly prefetch: number;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: ((event: PaginationEvent) => void) | undefined;
}

/** The items of a source, one by one. `unpack` gives what the consumer gets of each page's items. */
export function itemsOf<Page, Value>(
  source: PaginatorSource<Page>,
  unpack: (page: Page) => readonly Value[],
): PaginationIterable<Value> {
  return iterable(source, { unpack, itemsPerValue: () => 1, prefetchFromPage: Infinity });
}

/** The pages of a source, each as `view` shows it. */
export function pagesOf<Page extends { readonly items: readonly unknown[] }, Value>(
  source: PaginatorSource<Page>,
  view: (page: Page) => Value,
): PaginationIterable<Value> {
  const itemsPerValue = ({ items }: Page): number => items.length;
  return iterable(source, { unpack: (page) => [view(page)], itemsPerValue, prefetchFromPage: 2 });
}

/** Collects all items of a source: all or nothing. */
export async function collect<Item>(source: PaginatorSource<{ readonly items: readonly Item[] }>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const items of pagesOf(source, (page) => page.items)) {
    for (const item of items) all.push(item);
  }
  return all;
}

type View<Page, Value> = Pick<IterationOptions<Page, Value>, "unpack" | "itemsPerValue" | "prefetchFromPage">;

/** Every iteration opens the source again. */
function iterable<Page, Value>(
  { open, prefetch, signal, onEvent }: PaginatorSource<Page>,
  view: View<Page, Value>,
): PaginationIterable<Value> {
  const result: PaginationIterable<Value> = {
    [Symbol.asyncIterator]: () => {
      const reporter = new Reporter(onEvent);
      const origin = originOf(result[Symbol.asyncIterator]);
      return new Iteration({ ...view, open: (left) => open(left, reporter), prefetch, signal, reporter, origin });
    },
  };
  return result;
}
