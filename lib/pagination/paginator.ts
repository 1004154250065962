import type { EndReason, PaginationEvent } from "../events/pagination-event.js";
import { Reporter } from "../events/reporter.js";
import { Iteration, type Delivered, type IterationOptions } from "./iteration.js";
import type { PaginationIterable } from "./pagination-iterable.js";

/** What a paginator reads, anew for every iteration. */
export interface PaginatorSource<Page> {
  /** Opens the pages. They must stop when `left` aborts. */
  readonly open: (left: AbortSignal, reporter: Reporter) => AsyncGenerator<Page, EndReason, undefined>;
  /** How many pages are fetched ahead at most, while the consumer works. */
  readonly prefetch: number;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: ((event: PaginationEvent) => void) | undefined;
}

/** Told when an iteration fails: of the last page, and how much of it was delivered. */
export type OnFailure<Page> = (error: unknown, delivered: Delivered<Page> | undefined) => void;

/** The items of a source, one by one. `unpack` gives what the consumer gets of each page's items. */
export function itemsOf<Page, Value>(
  source: PaginatorSource<Page>,
  unpack: (page: Page) => readonly Value[],
  onFailure: OnFailure<Page> = nothingToNote,
): PaginationIterable<Value> {
  return iterable(source, { unpack, itemsPerValue: () => 1, prefetchFromPage: Infinity, onFailure });
}

/** The pages of a source, each as `view` shows it. */
export function pagesOf<Page extends { readonly items: readonly unknown[] }, Value>(
  source: PaginatorSource<Page>,
  view: (page: Page) => Value,
  onFailure: OnFailure<Page> = nothingToNote,
): PaginationIterable<Value> {
  const itemsPerValue = ({ items }: Page): number => items.length;
  return iterable(source, { unpack: (page) => [view(page)], itemsPerValue, prefetchFromPage: 2, onFailure });
}

/** All items of a source. Nothing is delivered before everything is, so no failure leaves a way on. */
export async function collect<Item>(
  source: PaginatorSource<{ readonly items: readonly Item[] }>,
  onFailure: OnFailure<unknown> = nothingToNote,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const items of pagesOf(source, (page) => page.items, onFailure)) {
    for (const item of items) all.push(item);
  }
  return all;
}

type View<Page, Value> = Pick<
  IterationOptions<Page, Value>,
  "unpack" | "itemsPerValue" | "prefetchFromPage" | "onFailure"
>;

/** Every iteration opens the source anew. */
function iterable<Page, Value>(
  { open, prefetch, signal, onEvent }: PaginatorSource<Page>,
  view: View<Page, Value>,
): PaginationIterable<Value> {
  return {
    [Symbol.asyncIterator]: () => {
      const reporter = new Reporter(onEvent);
      return new Iteration({ ...view, open: (left) => open(left, reporter), prefetch, signal, reporter });
    },
  };
}

function nothingToNote(): void {
  // This source has no way on after a failure.
}
