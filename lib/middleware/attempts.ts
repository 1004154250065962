import type { ClientPlugin } from "./client-plugin.js";
import { insideSigning } from "./sdk-stack.js";

/**
 * Counts the attempts of one call after another and reports each, signed and about to be sent. On its way it learns what
 * the service calls the operation.
 */
export class Attempts {
  /** Has the attempts seen, by a client that runs a command's middleware. */
  readonly plugin: ClientPlugin;
  readonly #report: (operation: string, attempt: number) => void;
  #operation: string;
  #areSeen = false;
  #count = 0;

  constructor(operation: string, report: (operation: string, attempt: number) => void) {
    this.#operation = withoutSuffix(operation);
    this.#report = report;
    this.plugin = insideSigning("attemptMiddleware", (next, { commandName }) => {
      this.#areSeen = true;
      if (commandName !== undefined) this.#operation = withoutSuffix(commandName);
      return (args) => {
        this.#add();
        return next(args);
      };
    });
  }

  /**
   * What the service calls the operation. Until the SDK tells, when a command is sent, and with a client that does not
   * run middleware, it is what was given: the name of a class may have been changed by a minifier.
   */
  get operation(): string {
    return this.#operation;
  }

  /** A call begins. */
  start(): void {
    this.#count = 0;
  }

  /** The call has ended. A client that does not run middleware has made one attempt all the same. */
  end(): void {
    if (!this.#areSeen) this.#add();
  }

  #add(): void {
    this.#count += 1;
    this.#report(this.#operation, this.#count);
  }
}

function withoutSuffix(commandName: string): string {
  return commandName.replace(/Command$/, "");
}
