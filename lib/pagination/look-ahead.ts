/** Takes values from a generator, and prefetches further ones on request. */
export class LookAhead<Value, Result> {
  readonly #source: AsyncGenerator<Value, Result, undefined>;
  readonly #limit: number;
  readonly #ahead: Promise<IteratorResult<Value, Result>>[] = [];
  #isAsking = false;

  /** @param limit - number of values to prefetch at most. */
  constructor(source: AsyncGenerator<Value, Result, undefined>, limit: number) {
    this.#source = source;
    this.#limit = limit;
  }

  next(): Promise<IteratorResult<Value, Result>> {
    return this.#ahead.shift() ?? this.#source.next();
  }

  /** Prefetches up to the limit, one value after another. */
  fill(): void {
    if (this.#isAsking || this.#ahead.length >= this.#limit) return;
    const next = this.#source.next();
    this.#ahead.push(next);
    this.#isAsking = true;
    next.then(
      ({ done }) => {
        this.#isAsking = false;
        if (done !== true) this.fill();
      },
      // The consumer sees the rejection when it takes the value. Handle it here so that it is never unhandled.
      () => undefined,
    );
  }

  /** Closes the source. Abort pending requests before calling this. */
  close(result: Result): void {
    this.#source.return(result).catch(() => undefined);
  }
}
