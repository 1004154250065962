/** Divides requests into turns of equal length. A request beyond a turn waits for the next one. */
export class Turns {
  readonly #length: number;
  #left = 0;
  #start: (() => void) | undefined;
  #end: (() => void) | undefined;

  constructor(length: number) {
    this.#length = length;
  }

  /** Starts a turn. Resolves when all of its requests have passed and another request waits. */
  async take(): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.#end = resolve));
    this.#left = this.#length;
    this.#start?.();
    await ended;
  }

  /** Resolves when a request may continue. Returns `undefined` if it may continue at once. */
  pass(): Promise<void> | undefined {
    if (this.#left > 0) {
      this.#left -= 1;
      return undefined;
    }
    this.#end?.();
    return new Promise<void>((resolve) => (this.#start = resolve)).then(() => this.pass());
  }
}
