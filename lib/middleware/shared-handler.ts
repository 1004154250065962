import type { ClientPlugin } from "./client-plugin.js";
import type { Command } from "./command.js";
import { insideSigning, type HandlerContext } from "./sdk-stack.js";

/** A handler, and what the client gave when it asked for it: its stack, its configuration and the options. */
interface BuiltHandler {
  readonly givenTo: readonly unknown[];
  readonly handler: unknown;
  readonly renewContext: (command: Command) => void;
}

/**
 * Has a client build the handler of a command once, for all commands of a series.
 *
 * A handler is the client's middleware and the command's, cloned, sorted and nested. To build it takes a good part of
 * what a call costs, and nothing of it depends on the input, which comes with each call. The SDK does the same under its
 * option `cacheMiddleware`, for all calls of a client. Here, what is added to the client's stack while a series is under
 * way takes effect in the next one, and no call sees what another one has left behind.
 */
export class SharedHandler {
  readonly #prepare: (command: Command) => void;
  #built: BuiltHandler | undefined;
  #context: HandlerContext = {};

  /** `prepare` adds to the stack of the command that a handler is built of. */
  constructor(prepare: (command: Command) => void) {
    this.#prepare = prepare;
  }

  /** For commands of one class of the SDK's own: what wraps another command may tie its handler to that one. */
  lendTo(command: Command): void {
    const build = command.resolveMiddleware.bind(command);
    const resolveMiddleware: Command["resolveMiddleware"] = (...given) => {
      if (this.#built?.givenTo.every((value, index) => value === given[index]) === true)
        this.#built.renewContext(command);
      else this.#built = this.#build(command, given, build);
      return this.#built.handler;
    };
    Object.defineProperty(command, "resolveMiddleware", {
      value: resolveMiddleware,
      configurable: true,
      writable: true,
    });
  }

  #build(command: Command, given: readonly unknown[], build: Command["resolveMiddleware"]): BuiltHandler {
    this.#prepare(command);
    command.middlewareStack.use(this.#contextPlugin);
    const handler = build(...given);
    return { givenTo: given, handler, renewContext: renewal(this.#context) };
  }

  readonly #contextPlugin: ClientPlugin = insideSigning("contextMiddleware", (next, context) => {
    this.#context = context;
    return next;
  });
}

/** The context belongs to a handler and is meant for one call: middleware collects in it what it has found out. */
function renewal(context: HandlerContext): (command: Command) => void {
  const smithyContext: Record<string, unknown> = context.__smithy_context ?? {};
  const restoreContext = restoring({ ...context }, context);
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
