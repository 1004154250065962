import type { ClientPlugin } from "./client-plugin.js";
import type { Command } from "./command.js";
import { insideSigning, type HandlerContext } from "./sdk-stack.js";

/**
 * Has a client build the handler of a command once, for all commands of a series.
 *
 * A handler is the client's middleware and the command's, cloned, sorted and nested. To build it takes a good part of
 * what a call costs, and nothing of it depends on the input, which comes with each call. The SDK does the same under its
 * option `cacheMiddleware`, for all calls of a client. Here, what is added to the client's stack while a series is under
 * way goes for the next one, and no call sees what another one has left behind.
 */
export class SharedHandler {
  readonly #prepare: (command: Command) => void;
  #givenTo: readonly unknown[] = [];
  #handler: unknown;
  #context: HandlerContext | undefined;
  #renewContext: (command: Command) => void = () => undefined;

  /** `prepare` adds to the stack of the command that a handler is built of. */
  constructor(prepare: (command: Command) => void) {
    this.#prepare = prepare;
  }

  /** For commands of one class of the SDK's own: what wraps another command may tie its handler to that one. */
  lendTo(command: Command): void {
    const build = command.resolveMiddleware.bind(command);
    const resolveMiddleware: Command["resolveMiddleware"] = (...given) => {
      const isSame =
        given.length === this.#givenTo.length && given.every((value, index) => value === this.#givenTo[index]);
      if (isSame) this.#renewContext(command);
      else this.#build(command, () => build(...given));
      this.#givenTo = given;
      return this.#handler;
    };
    Object.defineProperty(command, "resolveMiddleware", {
      value: resolveMiddleware,
      configurable: true,
      writable: true,
    });
  }

  #build(command: Command, build: () => unknown): void {
    this.#prepare(command);
    command.middlewareStack.use(this.#contextPlugin);
    this.#handler = build();
    this.#renewContext = renewal(this.#context);
  }

  readonly #contextPlugin: ClientPlugin = insideSigning("contextMiddleware", (next, context) => {
    this.#context = context;
    return next;
  });
}

/** The context belongs to a handler and is meant for one call: middleware collects in it what it has found out. */
function renewal(context: HandlerContext | undefined): (command: Command) => void {
  const smithyContext: Record<string, unknown> = context?.__smithy_context ?? {};
  const restoreContext = restoring({ ...context }, context ?? {});
  const restoreSmithyContext = restoring({ ...smithyContext }, smithyContext);
  return (command) => {
    restoreContext();
    restoreSmithyContext();
    smithyContext["commandInstance"] = command;
  };
}

/** What has come into the target since is emptied and not taken away, which would slow down all who read it later. */
function restoring(held: Record<string, unknown>, target: Record<string, unknown>): () => void {
  return () => {
    for (const name of Object.keys(target)) target[name] = held[name];
  };
}
