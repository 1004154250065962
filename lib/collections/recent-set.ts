/**
 * Remembers at least the last `capacity` values that were added, and at most twice as many. Two generations instead of
 * one exact queue: dropping the oldest entry of a large Set one by one has V8 step over every hole left before it.
 */
export class RecentSet<Value> {
  readonly #capacity: number;
  #current = new Set<Value>();
  #previous = new Set<Value>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Remembers a value. `false` if it is remembered already. */
  add(value: Value): boolean {
    if (this.#current.has(value) || this.#previous.has(value)) return false;
    this.#current.add(value);
    if (this.#current.size === this.#capacity) {
      this.#previous = this.#current;
      this.#current = new Set();
    }
    return true;
  }
}
