import { type ClientPlugin, abortSignalOf, insideRetries, THROTTLE_MIDDLEWARE } from "../sdk/sdk-stack.js";
import { toThrottle } from "./create-throttle.js";
import { throttled } from "./throttled.js";
import type { Throttle, ThrottleOptions } from "./throttle.js";

/**
 * Makes a plugin for any client or command of any AWS SDK v3 service. Every attempt of a call waits for the throttle
 * before it is signed and sent. The throttle learns from throttle answers and `Retry-After`, with any retries. On a
 * client that has it, listings use it unless they are given a `throttle` of their own.
 *
 * @param throttle - A throttle, or `{ limit, interval }` for one that everything with this plugin shares.
 * @returns The plugin, for `middlewareStack.use`.
 * @throws TypeError if `throttle` is neither a throttle nor a rate.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { retryPlugin, throttlePlugin } from "athena-executors";
 *
 * const client = new AthenaClient({});
 * client.middlewareStack.use(retryPlugin());
 * client.middlewareStack.use(throttlePlugin({ limit: 5, interval: 1000 }));
 * ```
 */
export function throttlePlugin(throttle: Throttle | ThrottleOptions): ClientPlugin {
  const shared = toThrottle("throttle", throttle);
  return insideRetries(THROTTLE_MIDDLEWARE, (next, context) =>
    throttled(next, { throttle: shared, signal: abortSignalOf(context) }),
  );
}
