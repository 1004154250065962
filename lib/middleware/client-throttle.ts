import { createThrottle } from "./create-throttle.js";
import type { Throttle, ThrottleOptions } from "./throttle.js";

const throttlesOf = new WeakMap<object, Map<string, Throttle>>();

/**
 * The throttle of these numbers over this client. A quota belongs to the account behind a client, so that everything
 * that lists over it has to share.
 */
export function clientThrottle(client: object, options: ThrottleOptions): Throttle {
  const throttles = throttlesOf.get(client) ?? new Map<string, Throttle>();
  throttlesOf.set(client, throttles);
  const key = `${String(options.limit)}/${String(options.interval)}`;
  const throttle = throttles.get(key) ?? createThrottle(options);
  throttles.set(key, throttle);
  return throttle;
}
