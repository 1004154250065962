/// <reference lib="esnext.disposable" preserve="true" />

/**
 * One pass over a paginated source. Parallel `next()` calls are served in order. After an error or the end every
 * further `next()` resolves to `{ done: true }`.
 */
export interface PaginationIterator<Value> extends AsyncIterator<Value, undefined, undefined>, AsyncDisposable {
  /** Resolves to the next value. Rejects once, when the iteration fails. */
  next(): Promise<IteratorResult<Value, undefined>>;
  /** Ends the iteration: cancels requests in flight, and resolves a pending `next()` to `{ done: true }`. */
  return(): Promise<IteratorResult<Value, undefined>>;
  /** Ends the iteration as `return()` does, and rejects with `error`. */
  throw(error?: unknown): Promise<IteratorResult<Value, undefined>>;
  /** Returns this object. */
  [Symbol.asyncIterator](): PaginationIterator<Value>;
}

/** A paginated source. Nothing is sent before the first `next()`, and every iteration is a fresh listing. */
export interface PaginationIterable<Value> extends AsyncIterable<Value> {
  /** Starts an iteration. */
  [Symbol.asyncIterator](): PaginationIterator<Value>;
}
