import type { EndReason } from "../events/pagination-event.js";
import type { Reporter } from "../events/reporter.js";

/** What an iteration gives out, and of what. */
export interface IterationOptions<Page, Value> {
  /** Opens the source. Its signal aborts when the consumer leaves. */
  readonly open: (left: AbortSignal) => AsyncGenerator<Page, EndReason, undefined>;
  /** The values on a page, in order. */
  readonly unpack: (page: Page) => readonly Value[];
  /** How many items each value of a page stands for. */
  readonly itemsPerValue: (page: Page) => number;
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
export class Iteration<Page, Value> implements AsyncIterableIterator<Value, undefined, undefined> {
  readonly #options: IterationOptions<Page, Value>;
  readonly #left = new AbortController();
  #source: AsyncGenerator<Page, EndReason, undefined> | undefined;
  #values: readonly Value[] = [];
  #position = 0;
  #itemsPerValue = 0;
  #waiting: Waiting<Value>[] = [];
  #ended = false;

  constructor(options: IterationOptions<Page, Value>) {
    this.#options = options;
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    if (this.#waiting.length > 0) return this.#wait();
    if (this.#options.signal?.aborted === true) return this.#abort(this.#options.signal);
    if (this.#position < this.#values.length) return Promise.resolve({ done: false, value: this.#take() });
    const result = this.#wait();
    void this.#serve();
    return result;
  }

  /** Ends the iteration at once, whatever is in flight: a pending `next()` resolves `{ done: true }`. */
  return(): Promise<IteratorResult<Value, undefined>> {
    this.#end("left");
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
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
        if (this.#position < this.#values.length) {
          const value = this.#take();
          this.#waiting.shift()?.resolve({ done: false, value });
        } else {
          await this.#turnPage();
        }
      }
    } catch (error) {
      const { signal } = this.#options;
      if (signal?.aborted === true) this.#end("aborted", signal.reason);
      else this.#end("failed", error);
    }
  }

  async #turnPage(): Promise<void> {
    this.#source ??= this.#options.open(this.#left.signal);
    const result = await this.#source.next();
    if (result.done === true) {
      this.#end(result.value);
      return;
    }
    this.#values = this.#options.unpack(result.value);
    this.#itemsPerValue = this.#options.itemsPerValue(result.value);
    this.#position = 0;
  }

  #abort(signal: AbortSignal): Promise<never> {
    this.#end("aborted");
    return Promise.reject(signal.reason as Error);
  }

  /** Ends once: stops what is in flight and answers everybody who waits, the first one with the error if there is one. */
  #end(reason: EndReason, ...failure: [error?: unknown]): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#values = [];
    this.#left.abort();
    this.#source?.return("left").catch(ignore);
    this.#options.reporter.end(reason);
    const waiting = this.#waiting;
    this.#waiting = [];
    if (failure.length > 0) waiting.shift()?.reject(failure[0]);
    for (const { resolve } of waiting) resolve({ done: true, value: undefined });
  }
}

function ignore(): void {
  // The source fails because it was stopped; the consumer has had its answer.
}
