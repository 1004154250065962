import { LONGEST_TIMER } from "../common/timers.js";
import { checkObject, checkPositive, hasMethod, expected } from "../common/checks.js";
import { AdaptiveThrottle } from "./adaptive-throttle.js";
import type { Throttle, ThrottleOptions } from "./throttle.js";

/**
 * Makes a throttle that lets `limit` calls through in every `interval`, over p-throttle. Share one throttle
 * among all calls of the same quota.
 *
 * If the service throttles although the limit is kept, its quota is lower or shared with others. The rate then drops,
 * and grows back to the limit within a minute, unless the service throttles again. The first calls are spread a little
 * instead of sent at once.
 *
 * @param options - The rate.
 * @returns The throttle.
 * @throws TypeError if `limit` or `interval` is not a positive finite number.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { createThrottle, listExecutors } from "athena-executors";
 *
 * const throttle = createThrottle({ limit: 5, interval: 1000 });
 * const client = new AthenaClient({});
 *
 * const [one, other] = await Promise.all([
 *   listExecutors({ client, throttle }, { SessionId: "one" }).toArray(),
 *   listExecutors({ client, throttle }, { SessionId: "other" }).toArray(),
 * ]);
 * ```
 */
export function createThrottle(options: ThrottleOptions): Throttle {
  checkThrottleOptions("options", options);
  return new AdaptiveThrottle(options);
}

/** Returns a given throttle as it is, or makes one of a rate. `name` is its name in errors. */
export function toThrottle(
  name: string,
  given: Throttle | ThrottleOptions,
  make: (options: ThrottleOptions) => Throttle = createThrottle,
): Throttle {
  checkObject(name, given);
  if (!("acquire" in given)) {
    checkThrottleOptions(name, given);
    return make(given);
  }
  if (hasMethod(given, "acquire") && hasMethod(given, "coolDown")) return given;
  throw expected(name, "a Throttle with `acquire` and `coolDown`", given);
}

/** Validates a rate. `name` is its name in errors. */
export function checkThrottleOptions(name: string, options: ThrottleOptions): void {
  checkObject(name, options);
  checkPositive(`${name}.limit`, options.limit);
  checkPositive(`${name}.interval`, options.interval, LONGEST_TIMER);
}
