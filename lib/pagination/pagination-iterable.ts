/// <reference lib="esnext.disposable" preserve="true" />

/**
 * One pass over a paginated source. Parallel `next()` calls are served in order. After an error or the end every further
 * `next()` says `{ done: true }`.
 */
export interface PaginationIterator<Value> extends AsyncIterator<Value, undefined, undefined>, AsyncDisposable {
  /** The next value. Rejects once with what the iteration failed with. */
  next(): Promise<IteratorResult<Value, undefined>>;
  /** Leaves at once: what is in flight is stopped, and a pending `next()` resolves to `{ done: true }`. */
  return(): Promise<IteratorResult<Value, undefined>>;
  /** Leaves as `return()` does, and rejects with `error`. */
  throw(error?: unknown): Promise<IteratorResult<Value, undefined>>;
  /** This object itself. */
  [Symbol.asyncIterator](): PaginationIterator<Value>;
}

/** A paginated source. Nothing is sent before the first `next()`, and every iteration starts afresh. */
export interface PaginationIterable<Value> extends AsyncIterable<Value> {
  /** Starts an iteration of its own. */
  [Symbol.asyncIterator](): PaginationIterator<Value>;
}
