import { checkObject, hasMethod } from "../checks/checks.js";
import { expected } from "../checks/expected.js";
import { clientThrottle } from "./client-throttle.js";
import { checkThrottleOptions } from "./create-throttle.js";
import { retryPolicy, type RetryOptions, type RetryPolicy } from "./retry-options.js";
import { hasMiddleware, OWN_RETRIES, THROTTLE_MIDDLEWARE } from "./sdk-stack.js";
import { checkThrottle } from "./throttle-plugin.js";
import type { Throttle, ThrottleOptions } from "./throttle.js";

/**
 * What a call is sent with: an `AthenaClient`, or anything else with its `send`. It is never changed and never
 * destroyed. One that does not run a command's middleware (a mock) gets neither throttle nor retry.
 */
export interface CommandSender {
  /** Sends a command. `options.abortSignal` is to stop it. */
  send(command: object, options?: object): Promise<unknown>;
}

/** How calls are sent. */
export interface CallConfig {
  /**
   * The client that sends the calls. Required. What is added to its middleware stack while a session is listed takes
   * effect in the next listing; `paginate` and watches see it with the next call.
   */
  readonly client: CommandSender;
  /**
   * How many calls are sent at most: `{ limit, interval }` (the same numbers over the same client share one throttle),
   * a {@link Throttle} of your own, or `false` for none. Default: 10 calls per 2 000 ms, shared by everything that
   * lists over the client, after the 5 calls/s (burst 10) that AWS publishes for sibling operations; the quota of the
   * Spark operations is not published. If the client itself has the {@link throttlePlugin}, that one stays in charge,
   * and there are no `wait` events.
   */
  readonly throttle?: ThrottleOptions | Throttle | false | undefined;
  /**
   * How failed attempts are repeated, or `false` to leave retries to the client. Default: `{}`, see
   * {@link RetryOptions}. If the client itself has the {@link retryPlugin}, that one stays in charge, and there are no
   * `retry` events.
   */
  readonly retry?: RetryOptions | false | undefined;
}

/**
 * {@link CallConfig}, checked, with every default filled in. `undefined` stands for "none". Defaults are looked up when
 * they are asked for, which every listing does when it begins: the client may have plugins of its own by then.
 */
export interface CallOptions {
  readonly client: CommandSender;
  readonly throttle: Throttle | undefined;
  readonly retry: RetryPolicy | undefined;
}

const DEFAULT_THROTTLE: ThrottleOptions = { limit: 10, interval: 2000 };

export function callOptions(config: CallConfig): CallOptions {
  const { client } = config;
  if (!hasMethod(client, "send")) throw expected("client", "an SDK client (an object with a `send` method)", client);
  const { throttle, retry } = config;
  const ownThrottle = throttle === undefined || throttle === false ? undefined : toThrottle(client, throttle);
  const ownRetry = retry === undefined || retry === false ? undefined : retryPolicy("retry", retry);
  return {
    client,
    get throttle() {
      return throttle === undefined ? defaultThrottle(client) : ownThrottle;
    },
    get retry() {
      return retry === undefined ? defaultRetry(client) : ownRetry;
    },
  };
}

/** What the caller has put on the client is meant for every call over it, and a default must not take its place. */
function defaultThrottle(client: object): Throttle | undefined {
  return hasMiddleware(client, THROTTLE_MIDDLEWARE) ? undefined : clientThrottle(client, DEFAULT_THROTTLE);
}

function defaultRetry(client: object): RetryPolicy | undefined {
  return hasMiddleware(client, OWN_RETRIES) ? undefined : retryPolicy("retry", {});
}

function toThrottle(client: object, throttle: ThrottleOptions | Throttle): Throttle {
  checkObject("throttle", throttle);
  if ("acquire" in throttle) {
    checkThrottle("throttle", throttle);
    return throttle;
  }
  checkThrottleOptions("throttle", throttle);
  return clientThrottle(client, throttle);
}
