/** Takes values from a generator, and on request asks it for the next ones before they are wanted. */
export class LookAhead<Value, Result> {
  readonly #source: AsyncGenerator<Value, Result, undefined>;
  readonly #limit: number;
  readonly #ahead: Promise<IteratorResult<Value, Result>>[] = [];

  /** `limit` is how many values are asked for ahead at most. */
  constructor(source: AsyncGenerator<Value, Result, undefined>, limit: number) {
    this.#source = source;
    this.#limit = limit;
  }

  next(): Promise<IteratorResult<Value, Result>> {
    return this.#ahead.shift() ?? this.#source.next();
  }

  /** Asks for as many values as may be ahead. One that fails is thrown where it would have been taken. */
  fill(): void {
    while (this.#ahead.length < this.#limit) {
      const next = this.#source.next();
      // Whoever takes it gets the failure; until then it is nobody's, and must not end the process.
      next.catch(() => undefined);
      this.#ahead.push(next);
    }
  }

  /** Lets the source clean up. What it was asked for must have been stopped before. */
  close(result: Result): void {
    this.#source.return(result).catch(() => undefined);
  }
}
