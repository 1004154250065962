/**
 * A plugin for the middleware stack of any AWS SDK v3 client or command:
 * `client.middlewareStack.use(plugin)` or `command.middlewareStack.use(plugin)`.
 */
export interface ClientPlugin {
  /** Called by `use` with the stack that the plugin is to be added to. */
  applyToStack(stack: { add(middleware: never, options: never): void }): void;
}
