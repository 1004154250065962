import type { ClientPlugin } from "./client-plugin.js";

/** A command of the SDK: it brings a middleware stack of its own, which leaves the client's as it is. */
export interface Command {
  readonly middlewareStack: { use(plugin: ClientPlugin): void };
}
