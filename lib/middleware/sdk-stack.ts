import { hasMethod } from "../checks/checks.js";
import type { ClientPlugin } from "./client-plugin.js";

// The part of the SDK's middleware contract that is used here, so that no type of the SDK's inside is published.

/** What the SDK passes from middleware to middleware of the finalizeRequest step. */
export interface FinalizeArguments {
  readonly input: object;
  readonly request: object;
}

/** What a handler resolves to. */
export interface FinalizeOutput {
  readonly response: unknown;
  readonly output: { $metadata?: { attempts?: number; totalRetryDelay?: number } };
}

/** The rest of the stack, down to the HTTP handler. */
export type FinalizeHandler = (args: FinalizeArguments) => Promise<FinalizeOutput>;

/** What the SDK tells a middleware about the call that it is part of. */
export interface HandlerContext extends Record<string, unknown> {
  readonly commandName?: string;
  readonly __smithy_context?: Record<string, unknown> & { readonly abortSignal?: AbortSignal };
}

/** A middleware of the finalizeRequest step. */
export type FinalizeMiddleware = (next: FinalizeHandler, context: HandlerContext) => FinalizeHandler;

/** The middleware of the SDK that retries. The name is internal to the SDK; a spec pins it. */
const RETRY_MIDDLEWARE = "retryMiddleware";

/** The name of the throttle's middleware on every stack. */
export const THROTTLE_MIDDLEWARE = "throttleMiddleware";

/** What tells our retries from the SDK's, whose name they bear. */
export const OWN_RETRIES = "athenaExecutorsRetryMiddleware";

interface Stack {
  add(middleware: FinalizeMiddleware, options: object): void;
  addRelativeTo(middleware: FinalizeMiddleware, options: object): void;
}

/** Puts a middleware in the place of the SDK's own retries, so that there is one owner of them. */
export function inPlaceOfRetries(middleware: FinalizeMiddleware): ClientPlugin {
  return onStack((stack) => {
    const place = { step: "finalizeRequest", priority: "high", override: true };
    stack.add(middleware, { name: RETRY_MIDDLEWARE, aliases: [OWN_RETRIES], ...place });
  });
}

/** Puts a middleware right inside the retries and outside of the signing: every attempt passes it before it is signed. */
export function insideRetries(name: string, middleware: FinalizeMiddleware): ClientPlugin {
  return onStack((stack) => {
    stack.addRelativeTo(middleware, { name, relation: "after", toMiddleware: RETRY_MIDDLEWARE, override: true });
  });
}

/** Puts a middleware inside the signing: what passes it goes to the HTTP handler, attempt by attempt. */
export function insideSigning(name: string, middleware: FinalizeMiddleware): ClientPlugin {
  return onStack((stack) => {
    stack.add(middleware, { name, step: "finalizeRequest", priority: "low", override: true });
  });
}

/** Whether the client's own stack holds a middleware of this name. Clients of other makes need not have a stack. */
export function hasMiddleware(client: object, name: string): boolean {
  const { middlewareStack } = client as { middlewareStack?: { identify(): readonly string[] } };
  if (!hasMethod(middlewareStack, "identify")) return false;
  return middlewareStack.identify().some((identity) => namesIn(identity).includes(name));
}

/** The SDK describes a middleware as `name (a.k.a. alias,alias) - place`. */
function namesIn(identity: string): string[] {
  return identity.split(/[ ,()]+/);
}

/**
 * The signal that the caller gave to `client.send`. The SDK also takes objects that only have `onabort`: its HTTP
 * handler serves them, nobody else can follow them.
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
