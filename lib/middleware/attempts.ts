import type { ClientPlugin } from "./client-plugin.js";
import { insideSigning } from "./sdk-stack.js";

/** Counts the attempts of one call and reports each, signed and about to be sent. */
export class Attempts {
  /** Has the attempts seen, by a client that runs a command's middleware. */
  readonly plugin: ClientPlugin;
  readonly #report: (attempt: number) => void;
  #areSeen = false;
  #count = 0;

  constructor(report: (attempt: number) => void) {
    this.#report = report;
    this.plugin = insideSigning("attemptMiddleware", (next) => {
      this.#areSeen = true;
      return (args) => {
        this.#add();
        return next(args);
      };
    });
  }

  /** The call has ended. A client that does not run middleware has made one attempt all the same. */
  end(): void {
    if (!this.#areSeen) this.#add();
  }

  #add(): void {
    this.#count += 1;
    this.#report(this.#count);
  }
}
