import type { Command } from "./command.js";

/**
 * Has a client build the handler of a command once, for all commands of a series.
 *
 * A handler is the client's middleware and the command's, cloned, sorted and nested. To build it takes a good part of
 * what a call costs, and nothing of it depends on the input, which comes with each call. The SDK does the same under its
 * option `cacheMiddleware`, for all calls of a client. Here, what is added to the client's stack while a series is under
 * way goes for the next one.
 */
export class SharedHandler {
  #givenTo: readonly unknown[] = [];
  #handler: unknown;

  /**
   * For commands of one class of the SDK's own: what wraps another command may tie its handler to that one. `prepare` is
   * called with the command that the handler is built of.
   */
  lendTo(command: Command, prepare: (command: Command) => void): void {
    const build = command.resolveMiddleware.bind(command);
    const resolveMiddleware: Command["resolveMiddleware"] = (...given) => {
      const isSame =
        given.length === this.#givenTo.length && given.every((value, index) => value === this.#givenTo[index]);
      if (!isSame) {
        prepare(command);
        this.#handler = build(...given);
        this.#givenTo = given;
      }
      return this.#handler;
    };
    Object.defineProperty(command, "resolveMiddleware", {
      value: resolveMiddleware,
      configurable: true,
      writable: true,
    });
  }
}
