import type { EndReason, PaginationEvent } from "../events/pagination-event.js";
import { Reporter } from "../events/reporter.js";
import { Iteration, type Delivered } from "./iteration.js";
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

/** What a consumer is given of a page. */
export interface View<Page, Value> {
  /** The values on a page, in order. */
  readonly unpack: (page: Page) => readonly Value[];
  /** How many items each value of a page stands for. */
  readonly itemsPerValue: (page: Page) => number;
  /** From which page on pages are fetched ahead without being asked for. */
  readonly prefetchFromPage: number;
  readonly onFailure: (error: unknown, delivered: Delivered<Page> | undefined) => void;
}

/** The source, seen like this. Every iteration opens it anew. */
export function viewOf<Page, Value>(
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
