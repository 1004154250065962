import type { ClientPlugin } from "./client-plugin.js";

/** A command of the SDK: it brings a middleware stack of its own, which leaves the client's as it is. */
export interface Command {
  readonly middlewareStack: { use(plugin: ClientPlugin): void };
  /** Called by the client, with its own stack, its configuration and the options of the call. */
  resolveMiddleware(...given: readonly unknown[]): unknown;
}
