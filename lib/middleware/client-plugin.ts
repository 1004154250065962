/**
 * A plugin for the middleware stack of any AWS SDK v3 client or command:
 * `client.middlewareStack.use(plugin)` or `command.middlewareStack.use(plugin)`.
 */
export interface ClientPlugin {
  applyToStack(stack: { add(middleware: never, options: never): void }): void;
}
