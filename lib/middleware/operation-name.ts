import type { ClientPlugin } from "./client-plugin.js";
import { insideSigning } from "./sdk-stack.js";

/**
 * What the service calls the operation of a command. The SDK tells when the command is sent; until then, and with a
 * client that does not run middleware, it is the name of the class, which a minifier may have changed.
 */
export class OperationName {
  /** Has the name learned, by a client that runs a command's middleware. */
  readonly plugin: ClientPlugin;
  #name: string;

  constructor(className: string) {
    this.#name = withoutSuffix(className);
    this.plugin = insideSigning("operationNameMiddleware", (next, { commandName }) => {
      if (commandName !== undefined) this.#name = withoutSuffix(commandName);
      return next;
    });
  }

  get value(): string {
    return this.#name;
  }
}

function withoutSuffix(commandName: string): string {
  return commandName.replace(/Command$/, "");
}
