import type { PaginationEvent } from "../index.js";
import { plural } from "./executor-columns.js";
import { errorText } from "./failure.js";
import { clearProgress, note, showProgress } from "./output.js";
import { clean, isTerminal } from "./terminal.js";

/** Milliseconds between two notes about retries without a terminal. */
const QUIET_TIME = 30_000;

/** Reports on stderr how far a listing is, and why it is held up. */
export class Progress {
  #pages = 0;
  #executors = 0;
  #hasReachedMaxItems = false;
  #noted = -Infinity;
  readonly #showsPages: boolean;

  constructor(options: { readonly showsPages: boolean }) {
    this.#showsPages = options.showsPages;
  }

  /** Number of executors handed on so far. */
  get executors(): number {
    return this.#executors;
  }

  /** Receives the events of a listing, for `onEvent`. */
  readonly onEvent = (event: PaginationEvent): void => {
    if (event.type === "page") this.#page(event.yielded);
    else if (event.type === "retry") this.#retry(event.error, event.attempt);
    else if (event.type === "session-skipped") note(`Skipped session ${clean(event.sessionId)}: it is gone.`);
    else if (event.type === "end") {
      clearProgress();
      this.#hasReachedMaxItems = event.reason === "maxItems";
    }
  };

  /** Notes on stderr that there may be more, if `--max-items` has ended the listing. */
  noteMaxItems(maxItems: number | undefined): void {
    if (!this.#hasReachedMaxItems || maxItems === undefined) return;
    note(`Stopped at --max-items ${maxItems}: there may be more executors.`);
  }

  /** Notes on stderr how far the listing had come when it was interrupted. */
  noteInterruption(): void {
    note(`Interrupted after ${plural(this.#executors, "executor")} on ${plural(this.#pages, "page")}.`);
  }

  #page(yielded: number): void {
    this.#pages += 1;
    this.#executors += yielded;
    if (!this.#showsPages) clearProgress();
    else showProgress(`Page ${this.#pages}: ${plural(this.#executors, "executor")} so far`);
  }

  #retry(error: unknown, attempt: number): void {
    const line = retryLine(error, attempt);
    if (isTerminal(process.stderr)) {
      showProgress(line);
    } else if (performance.now() - this.#noted >= QUIET_TIME) {
      this.#noted = performance.now();
      note(line);
    }
  }
}

/** Returns why a request is repeated, in one line. */
export function retryLine(error: unknown, attempt: number): string {
  return `${errorText(error).replace(/[.\s]*$/, ".")} Attempt ${attempt + 1} follows.`;
}
