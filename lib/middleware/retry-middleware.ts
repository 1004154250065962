import type { RecoveryOptions } from "./recovery.js";
import { RetriedCall } from "./retried-call.js";
import { abortSignalOf, type FinalizeMiddleware } from "./sdk-stack.js";

/** The middleware that repeats failed attempts. */
export function retryMiddleware(options: RecoveryOptions): FinalizeMiddleware {
  return (next, context) => (args) =>
    new RetriedCall(options, args.request, abortSignalOf(context)).run(() => next(args));
}
