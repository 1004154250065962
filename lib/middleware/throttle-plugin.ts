import { raceAbort } from "../abort/race-abort.js";
import { hasMethod } from "../checks/checks.js";
import { expected } from "../checks/expected.js";
import type { ClientPlugin } from "./client-plugin.js";
import { coolDown } from "./cool-down.js";
import { failureKind } from "./failure-kind.js";
import { grants, retriedRequests, type Grant } from "./grants.js";
import { retryAfter } from "./retry-after.js";
import { RETRY_DEFAULTS } from "./retry-options.js";
import { abortSignalOf, insideRetries, THROTTLE_MIDDLEWARE, type FinalizeMiddleware } from "./sdk-stack.js";
import type { Throttle } from "./throttle.js";

/** Told of what a call finds at its throttle. */
export interface ThrottleObserver {
  /** Called after a call has waited, for `delay` milliseconds. */
  wait(reason: "throttle" | "cool-down", delay: number): void;
  /** Called with every call that a degraded throttle lets through. */
  throttleDegraded(error: unknown): void;
}

/**
 * A plugin that has every attempt of a call wait for the throttle before it is signed and sent, for any client or
 * command of any AWS SDK v3 service. The throttle hears of throttle answers and of `Retry-After`, whoever retries. On a
 * client that has it, listings use it unless they are given a `throttle` of their own.
 *
 * @throws TypeError if `throttle` has no `acquire` or `coolDown`.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { createThrottle, retryPlugin, throttlePlugin } from "athena-executors";
 *
 * const client = new AthenaClient({});
 * client.middlewareStack.use(retryPlugin());
 * client.middlewareStack.use(throttlePlugin(createThrottle({ limit: 5, interval: 1000 })));
 * ```
 */
export function throttlePlugin(throttle: Throttle): ClientPlugin {
  checkThrottle("throttle", throttle);
  return observedThrottlePlugin(throttle, undefined);
}

/** {@link throttlePlugin} with somebody who is told of the waits. */
export function observedThrottlePlugin(throttle: Throttle, observer: ThrottleObserver | undefined): ClientPlugin {
  const middleware: FinalizeMiddleware = (next, context) => async (args) => {
    const grant = await enter(throttle, abortSignalOf(context), observer);
    grants.set(args.request, grant);
    try {
      return await next(args);
    } catch (error) {
      if (!retriedRequests.has(args.request)) await learn(grant, error);
      throw error;
    }
  };
  return insideRetries(THROTTLE_MIDDLEWARE, middleware);
}

async function enter(
  throttle: Throttle,
  signal: AbortSignal | undefined,
  observer: ThrottleObserver | undefined,
): Promise<Grant> {
  const start = performance.now();
  const grantedAt = await raceAbort(throttle.acquire(signal), signal);
  const delay = Math.floor(performance.now() - start);
  if (delay > 0) observer?.wait(isCooling(throttle, start) ? "cool-down" : "throttle", delay);
  if (throttle.degradedBy !== undefined) observer?.throttleDegraded(throttle.degradedBy);
  return { throttle, grantedAt: grantedAt ?? undefined };
}

/** What the retry's middleware does where it is not in use. How long the client will wait itself is not known. */
async function learn(grant: Grant, error: unknown): Promise<void> {
  const delay = Math.min(RETRY_DEFAULTS.maxTimeout, retryAfter(error) ?? 0);
  coolDown(grant, await failureKind(error), error, delay);
}

export function checkThrottle(name: string, throttle: unknown): void {
  if (hasMethod(throttle, "acquire") && hasMethod(throttle, "coolDown")) return;
  throw expected(name, "a Throttle (an object with the methods `acquire` and `coolDown`)", throttle);
}

/** Whether a wait that began at `start` fell into a cool-down. Throttles of other makes need not tell. */
function isCooling({ coolUntil = -Infinity }: Throttle, start: number): boolean {
  return coolUntil > start;
}
