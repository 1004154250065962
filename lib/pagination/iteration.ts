import { onAbort } from "../common/abort.js";
import type { EndReason } from "../events/pagination-event.js";
import type { Reporter } from "../events/reporter.js";
import { appendOrigin } from "./error-origin.js";
import { LookAhead } from "./look-ahead.js";
import type { PaginationIterator } from "./pagination-iterable.js";

// Older runtimes have no such symbol; there nobody can ask for the method either.
const asyncDispose: typeof Symbol.asyncDispose =
  (Symbol as { asyncDispose?: typeof Symbol.asyncDispose }).asyncDispose ?? (Symbol("asyncDispose") as never);

const FINDS_BEFORE_PREFETCH = 2;

/** What an iteration gives out, and of what. */
export interface IterationOptions<Page, Value> {
  /** Opens the source. Its signal aborts when the consumer leaves. */
  readonly open: (left: AbortSignal) => AsyncGenerator<Page, EndReason, undefined>;
  /** The values on a page, in order. */
  readonly unpack: (page: Page) => readonly Value[];
  /** How many items each value of a page stands for. */
  readonly itemsPerValue: (page: Page) => number;
  /** How many pages are fetched ahead at most, while the consumer works. */
  readonly prefetch: number;
  /** From which page on. Before it, the second `next()` that finds a value in hand shows that more is wanted. */
  readonly prefetchFromPage: number;
  /** The code that started the iteration: the stacks of its errors name it. */
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
 * An async generator alone would do, but for three things: its `return()` queues up behind a pending `next()`, it
 * cannot be woken by an abort, and it costs a promise and a turn more for each value that is already in hand. So the
 * generator drives the pages, and this object answers the consumer.
 */
export class Iteration<Page, Value> implements PaginationIterator<Value> {
  readonly #options: IterationOptions<Page, Value>;
  readonly #left = new AbortController();
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
    onAbort(this.#left.signal, () => {
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

  /** Ends the iteration at once, whatever is in flight: a pending `next()` resolves `{ done: true }`. */
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

  /** For `await using`, which leaves as `break` does. */
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

  /** Serves everybody who waits, in order. One of it runs at a time. */
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
    this.#source ??= new LookAhead(open(this.#left.signal), prefetch);
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

  /** Ends once: stops what is in flight and answers everybody who waits, the first one with the error if there is one. */
  #end(reason: EndReason, ...failure: [error?: unknown]): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#values = [];
    this.#left.abort();
    this.#options.reporter.end(reason);
    const waiting = this.#waiting;
    this.#waiting = [];
    if (failure.length > 0) waiting.shift()?.reject(failure[0]);
    for (const { resolve } of waiting) resolve({ done: true, value: undefined });
  }
}
