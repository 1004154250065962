import { LinkedSignal, raceAbort } from "../common/abort.js";
import { type ClientPlugin, abortSignalOf, inPlaceOfRetries } from "../sdk/sdk-stack.js";
import { retried } from "./retried-call.js";
import { retrySettings, type RetryOptions } from "./retry-options.js";

/**
 * Makes a plugin that replaces the SDK's retries, for any client or command of any AWS SDK v3 service. It retries
 * throttle answers, transient statuses, timeouts, broken connections and garbled answers, and honours `Retry-After`.
 * Calls whose body is a stream are not repeated, because the stream has been read.
 *
 * After 35 transient failures in a row, calls are repeated at most once until one succeeds. Each plugin
 * counts its own failures, so use one plugin per client. On a client that has it, listings use it unless they are given
 * a `retry` of their own.
 *
 * @param options - How often calls are repeated, and when.
 * @returns The plugin, for `middlewareStack.use`.
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
  const settings = retrySettings("options", options);
  const outage = { failures: 0 };
  return inPlaceOfRetries((next, context) => (args) => {
    // p-retry adds a listener for each call, and many calls may share the caller's signal.
    const linked = new LinkedSignal(abortSignalOf(context));
    const { signal } = linked;
    // An abort rejects at once, while the SDK's handler closes the connection.
    return linked.during(() => raceAbort(retried(next, { settings, outage, signal })(args), signal));
  });
}
