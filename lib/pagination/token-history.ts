import { RecentSet } from "../collections/recent-set.js";

const RECENT_TOKENS = 64;

/**
 * Remembers enough of the tokens of a listing to notice when it runs in a circle, and no more, however long it is: the
 * last tokens, and one mark that moves to the current token each time their number doubles (Brent's cycle detection).
 * A circle of up to 64 pages is noticed at its first repeat, a longer one when it comes back to the mark: within three
 * times the larger of its length and the pages before it.
 */
export class TokenHistory {
  readonly #recent = new RecentSet<string>(RECENT_TOKENS);
  #mark: string | undefined;
  #count = 0;
  #markAt = 1;

  /** Remembers a token. `false` if it has been here before. */
  add(token: string): boolean {
    if (token === this.#mark || !this.#recent.add(token)) return false;
    this.#count += 1;
    if (this.#count === this.#markAt) {
      this.#mark = token;
      this.#markAt *= 2;
    }
    return true;
  }
}
