import type { ClientPlugin } from "./client-plugin.js";
import { RetryBudget } from "./retry-budget.js";
import { retryMiddleware } from "./retry-middleware.js";
import { retryPolicy, type RetryOptions } from "./retry-options.js";
import { inPlaceOfRetries } from "./sdk-stack.js";

/**
 * A plugin that takes the place of the SDK's retries, for any client or command of any AWS SDK v3 service: throttles,
 * transient statuses, timeouts, broken connections and garbled answers are retried with full jitter, `Retry-After` is
 * honoured, and a budget keeps retries from multiplying the load when everything fails. Calls whose body is a stream
 * are not repeated: the stream has been read.
 *
 * The budget belongs to the plugin: make one for a client, not one for each call. On a client that has it, listings use
 * it unless they are given a `retry` of their own.
 *
 * @throws TypeError if an option is out of range.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { retryPlugin } from "athena-executors";
 *
 * const client = new AthenaClient({});
 * client.middlewareStack.use(retryPlugin({ retries: 5, maxRetryTime: 60_000 }));
 * ```
 */
export function retryPlugin(options?: RetryOptions): ClientPlugin {
  const policy = retryPolicy("options", options);
  return inPlaceOfRetries(retryMiddleware({ policy, budget: new RetryBudget(), onRetry: () => undefined }));
}
