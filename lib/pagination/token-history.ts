import { RecentIds } from "../common/recent-ids.js";

const RECENT_TOKENS = 64;

/**
 * Notices when the tokens of a listing form a cycle, in constant memory. It keeps the last tokens, and one mark that
 * moves to the current token each time their number doubles (Brent's cycle detection). A cycle of up to 64 pages is
 * noticed at its first repeat, a longer one within three times the larger of its length and the pages before it.
 */
export class TokenHistory {
  readonly #recent = new RecentIds(RECENT_TOKENS);
  #mark: string | undefined;
  #count = 0;
  #markAt = 1;

  /** Remembers a token. Returns `false` if it is a repeat. */
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
