import { hasMethod } from "../common/checks.js";

// The part of the SDK's middleware contract that is used here. Internal types of the SDK must not be published.

/** The arguments of a handler of the finalizeRequest step. */
export interface FinalizeArguments {
  readonly input: object;
  readonly request: object;
}

/** The result of a handler. */
export interface FinalizeOutput {
  readonly response: unknown;
  readonly output: { $metadata?: { attempts?: number; totalRetryDelay?: number } };
}

/** The rest of the stack, down to the HTTP handler. */
export type FinalizeHandler = (args: FinalizeArguments) => Promise<FinalizeOutput>;

/** The SDK's context of a call. */
export interface HandlerContext extends Record<string, unknown> {
  readonly commandName?: string;
  readonly __smithy_context?: Record<string, unknown> & { readonly abortSignal?: AbortSignal };
}

/** A middleware of the finalizeRequest step. */
export type FinalizeMiddleware = (next: FinalizeHandler, context: HandlerContext) => FinalizeHandler;

/** The middleware of the SDK that retries. The name is internal to the SDK; a spec pins it. */
const RETRY_MIDDLEWARE = "retryMiddleware";

/** The middleware of `throttlePlugin`. */
export const THROTTLE_MIDDLEWARE = "athenaExecutorsThrottleMiddleware";

/** An alias of our retries, which have the name of the SDK's. */
const OWN_RETRIES = "athenaExecutorsRetryMiddleware";

interface Stack {
  add(middleware: FinalizeMiddleware, options: object): void;
  addRelativeTo(middleware: FinalizeMiddleware, options: object): void;
}

/** Replaces the SDK's own retries by a middleware. */
export function inPlaceOfRetries(middleware: FinalizeMiddleware): ClientPlugin {
  return onStack((stack) => {
    const place = { step: "finalizeRequest", priority: "high", override: true };
    stack.add(middleware, { name: RETRY_MIDDLEWARE, aliases: [OWN_RETRIES], ...place });
  });
}

/** Adds a middleware directly inside the retries: every attempt passes it before it is signed. */
export function insideRetries(name: string, middleware: FinalizeMiddleware): ClientPlugin {
  return onStack((stack) => {
    stack.addRelativeTo(middleware, { name, relation: "after", toMiddleware: RETRY_MIDDLEWARE, override: true });
  });
}

/** Finds the plugins of this package on the client's own stack. Mocks may have no stack. */
export function pluginsOf(client: object): { readonly hasThrottle: boolean; readonly hasRetries: boolean } {
  const { middlewareStack } = client as { middlewareStack?: { identify(): readonly string[] } };
  // The SDK describes a middleware as `name (a.k.a. alias,alias) - place`.
  const identities = hasMethod(middlewareStack, "identify") ? middlewareStack.identify() : [];
  const has = (name: string): boolean => identities.some((identity) => identity.includes(name));
  return { hasThrottle: has(THROTTLE_MIDDLEWARE), hasRetries: has(OWN_RETRIES) };
}

/**
 * Returns the signal that the caller gave to `client.send`. The SDK also takes objects that only have `onabort`. Its
 * HTTP handler serves them, but they cannot be followed.
 */
export function abortSignalOf(context: HandlerContext): AbortSignal | undefined {
  const signal = context.__smithy_context?.abortSignal;
  return hasMethod(signal, "addEventListener") ? signal : undefined;
}

function onStack(apply: (stack: Stack) => void): ClientPlugin {
  return {
    applyToStack: (stack) => {
      apply(stack as unknown as Stack);
    },
  };
}

/**
 * A plugin for the middleware stack of any AWS SDK v3 client or command:
 * `client.middlewareStack.use(plugin)` or `command.middlewareStack.use(plugin)`.
 */
export interface ClientPlugin {
  /** Called by `use` with the stack that the plugin is to be added to. */
  applyToStack(stack: { add(middleware: never, options: never): void }): void;
}

/** A command of the SDK. Its own middleware stack leaves the client's as it is. Mocks of commands have none. */
export interface Command {
  readonly middlewareStack?: { use(plugin: ClientPlugin): void };
}
