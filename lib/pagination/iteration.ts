import { onAbort } from "../common/abort.js";
import type { EndReason } from "../events/pagination-event.js";
import type { Reporter } from "../events/reporter.js";
import { appendOrigin } from "./error-origin.js";
import { LookAhead } from "./look-ahead.js";
import type { PaginationIterator } from "./pagination-iterable.js";

// Older runtimes lack the symbol. The method is then unreachable.
const asyncDispose: typeof Symbol.asyncDispose =
  (Symbol as { asyncDispose?: typeof Symbol.asyncDispose }).asyncDispose ?? (Symbol("asyncDispose") as never);

const FINDS_BEFORE_PREFETCH = 2;

/** The pages of an iteration, and how they become values. */
export interface IterationOptions<Page, Value> {
  /** Opens the source. Its signal aborts when the consumer leaves. */
  readonly open: (leaveSignal: AbortSignal) => AsyncGenerator<Page, EndReason, undefined>;
  /** The values on a page, in order. */
  readonly unpack: (page: Page) => readonly Value[];
  /** Number of items in each value of a page. */
  readonly itemsPerValue: (page: Page) => number;
  /** Number of pages to fetch ahead at most. */
  readonly prefetch: number;
  /** The page that starts the prefetch. Before it, so does the second `next()` that finds a value in hand. */
  readonly prefetchFromPage: number;
  /** Stack of the code that started the iteration, for the stacks of its errors. */
  readonly origin: Error;
  readonly signal: AbortSignal | undefined;
  readonly reporter: Reporter;
}

interface Waiting<Value> {
  readonly resolve: (result: IteratorResult<Value, undefined>) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * One pass over a paginated source, value by value.
 *
 * An async generator reads the pages, and this object serves the consumer. A generator alone has three drawbacks: its
 * `return()` queues behind a pending `next()`, an abort cannot wake it, and each value costs another promise and turn.
 */
export class Iteration<Page, Value> implements PaginationIterator<Value> {
  readonly #options: IterationOptions<Page, Value>;
  readonly #leaving = new AbortController();
  #source: LookAhead<Page, EndReason> | undefined;
  #values: readonly Value[] = [];
  #position = 0;
  #itemsPerValue = 0;
  #finds = 0;
  #turned = 0;
  #waiting: Waiting<Value>[] = [];
  #ended = false;

  constructor(options: IterationOptions<Page, Value>) {
    this.#options = options;
    // Subscribe once: adding a listener for each call would dominate its cost.
    onAbort(this.#leaving.signal, () => {
      this.#source?.close("left");
    });
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    if (this.#waiting.length > 0) return this.#wait();
    if (this.#options.signal?.aborted === true) return this.#abort(this.#options.signal);
    if (this.#position < this.#values.length) {
      this.#finds += 1;
      if (this.#finds === FINDS_BEFORE_PREFETCH) this.#source?.fill();
      return Promise.resolve({ done: false, value: this.#take() });
    }
    const result = this.#wait();
    void this.#serve();
    return result;
  }

  /** Ends the iteration at once: a pending `next()` resolves to `{ done: true }`. */
  return(): Promise<IteratorResult<Value, undefined>> {
    this.#end("left");
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Ends the iteration as `return()` does, and rejects with `error`: `yield*` passes on what its caller throws. */
  async throw(error?: unknown): Promise<never> {
    await this.return();
    throw error as Error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Ends the iteration at the end of an `await using` block. */
  async [asyncDispose](): Promise<void> {
    await this.return();
  }

  #wait(): Promise<IteratorResult<Value, undefined>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  #take(): Value {
    const value = this.#values[this.#position] as Value;
    this.#position += 1;
    this.#options.reporter.yielded(this.#itemsPerValue);
    return value;
  }

  /** Serves pending `next()` calls in order. Only one `#serve()` runs at a time. */
  async #serve(): Promise<void> {
    try {
      while (!this.#ended && this.#waiting.length > 0) {
        const { signal } = this.#options;
        if (signal?.aborted === true) {
          this.#end("aborted", signal.reason);
        } else if (this.#position < this.#values.length) {
          const value = this.#take();
          this.#waiting.shift()?.resolve({ done: false, value });
        } else {
          await this.#turnPage();
        }
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  async #turnPage(): Promise<void> {
    const { open, prefetch, prefetchFromPage, unpack, itemsPerValue } = this.#options;
    this.#source ??= new LookAhead(open(this.#leaving.signal), prefetch);
    const result = await this.#source.next();
    if (this.#ended) return;
    if (result.done === true) {
      this.#end(result.value);
      return;
    }
    this.#turned += 1;
    if (this.#turned >= prefetchFromPage || this.#finds >= FINDS_BEFORE_PREFETCH) this.#source.fill();
    // Unpack first: if that throws, nothing from this page was delivered.
    this.#values = unpack(result.value);
    this.#itemsPerValue = itemsPerValue(result.value);
    this.#position = 0;
  }

  #abort(signal: AbortSignal): Promise<never> {
    this.#end("aborted");
    return Promise.reject(signal.reason as Error);
  }

  #fail(error: unknown): void {
    const { signal, origin } = this.#options;
    if (signal?.aborted === true) {
      this.#end("aborted", signal.reason);
      return;
    }
    if (!this.#ended) appendOrigin(error, origin);
    this.#end("failed", error);
  }

  /** Ends the iteration once: cancels requests in flight and settles pending calls. The first one gets the error. */
  #end(reason: EndReason, ...failure: [error?: unknown]): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#values = [];
    this.#leaving.abort();
    this.#options.reporter.end(reason);
    const waiting = this.#waiting;
    this.#waiting = [];
    if (failure.length > 0) waiting.shift()?.reject(failure[0]);
    for (const { resolve } of waiting) resolve({ done: true, value: undefined });
  }
}
