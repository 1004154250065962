import { RetriedCall } from "./retried-call.js";
import type { RetryBudget } from "./retry-budget.js";
import type { RetryPolicy } from "./retry-options.js";
import { abortSignalOf, type FinalizeMiddleware } from "./sdk-stack.js";

/** What calls are retried by. */
export interface RetryMiddlewareOptions {
  readonly policy: RetryPolicy;
  readonly budget: RetryBudget;
  /** Called before the wait for the next attempt, with the number of the failed one and the wait in milliseconds. */
  readonly onRetry: (error: unknown, attempt: number, delay: number) => void;
}

/** The middleware that repeats failed attempts. */
export function retryMiddleware(options: RetryMiddlewareOptions): FinalizeMiddleware {
  return (next, context) => (args) =>
    new RetriedCall(options, args.request, abortSignalOf(context)).run(() => next(args));
}
