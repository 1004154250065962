/** Lets so many requests through a turn, and has the next one wait for the turn after it. */
export class Turns {
  readonly #length: number;
  #left = 0;
  #start: (() => void) | undefined;
  #end: (() => void) | undefined;

  constructor(length: number) {
    this.#length = length;
  }

  /** Starts a turn; resolves when all of its requests are through and another one waits. */
  async take(): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.#end = resolve));
    this.#left = this.#length;
    this.#start?.();
    await ended;
  }

  /** For a request: resolves when it may go on, `undefined` if it may at once. */
  pass(): Promise<void> | undefined {
    if (this.#left > 0) {
      this.#left -= 1;
      return undefined;
    }
    this.#end?.();
    return new Promise<void>((resolve) => (this.#start = resolve)).then(() => this.pass());
  }
}
