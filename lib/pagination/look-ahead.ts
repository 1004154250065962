/** Takes values from a generator, and on request asks it for the next ones before they are wanted. */
export class LookAhead<Value, Result> {
  readonly #source: AsyncGenerator<Value, Result, undefined>;
  readonly #limit: number;
  readonly #ahead: Promise<IteratorResult<Value, Result>>[] = [];
  #isAsking = false;

  /** `limit` is how many values are asked for ahead at most. */
  constructor(source: AsyncGenerator<Value, Result, undefined>, limit: number) {
    this.#source = source;
    this.#limit = limit;
  }

  next(): Promise<IteratorResult<Value, Result>> {
    return this.#ahead.shift() ?? this.#source.next();
  }

  /** Asks, one after another, for as many values as may be ahead. */
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
      // Whoever takes it gets the failure; until then it is nobody's, and must not end the process.
      () => undefined,
    );
  }

  /** Lets the source clean up. What it was asked for must have been stopped before. */
  close(result: Result): void {
    this.#source.return(result).catch(() => undefined);
  }
}
