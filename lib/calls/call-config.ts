import { hasMethod, expected } from "../common/checks.js";
import { createThrottle, toThrottle } from "../throttle/create-throttle.js";
import { retrySettings, type RetryOptions, type RetrySettings } from "../retry/retry-options.js";
import { pluginsOf } from "../sdk/sdk-stack.js";
import { clientState } from "../common/shared-registry.js";
import type { Throttle, ThrottleOptions } from "../throttle/throttle.js";

/**
 * An `AthenaClient`, or any object with a compatible `send` method. It is never modified or destroyed. Mocks that do
 * not run the middleware of a command are neither throttled nor retried.
 */
export interface CommandSender {
  /** Sends a command until `options.abortSignal` aborts. */
  send(command: object, options?: object): Promise<unknown>;
}

/** Options for the calls. */
export interface CallConfig {
  /** The client that sends the calls. Each page uses its middleware at that time. */
  readonly client: CommandSender;
  /**
   * The rate limit: `{ limit, interval }`, a {@link Throttle}, or `false` for none. Listings on one client with
   * the same numbers share one throttle. By default, a {@link throttlePlugin} on the client is used instead, without
   * `wait` events.
   *
   * @default { limit: 10, interval: 2000 }
   */
  readonly throttle?: ThrottleOptions | Throttle | false | undefined;
  /**
   * How failed attempts are repeated, or `false` to leave retries to the client. By default, a {@link retryPlugin} on
   * the client is used instead, without `retry` events.
   *
   * @default {}
   */
  readonly retry?: RetryOptions | false | undefined;
}

/** {@link CallConfig}, checked. `undefined` stands for the default, `false` for none. */
export interface CallSettings {
  readonly client: CommandSender;
  readonly throttle: Throttle | false | undefined;
  readonly retry: RetrySettings | false | undefined;
}

/** The parts that are added to the calls of an iteration. */
export interface CallParts {
  readonly throttle: Throttle | undefined;
  readonly retry: RetrySettings | undefined;
  /** Whether `throttle` takes the place of a plugin of the client. */
  readonly hidesThrottle: boolean;
}

const DEFAULT_THROTTLE: ThrottleOptions = { limit: 10, interval: 2000 };
const DEFAULT_RETRY = retrySettings("retry");

/** Validates how calls are sent. */
export function callSettings(config: CallConfig): CallSettings {
  const { client, throttle, retry } = config;
  if (!hasMethod(client, "send")) throw expected("client", "an SDK client with a `send` method", client);
  const shared = (options: ThrottleOptions): Throttle => clientThrottle(client, options);
  return {
    client,
    throttle: throttle === undefined || throttle === false ? throttle : toThrottle("throttle", throttle, shared),
    retry: retry === undefined || retry === false ? retry : retrySettings("retry", retry),
  };
}

/** Fills in the defaults. A plugin on the client overrides our default. */
export function callParts({ client, throttle, retry }: CallSettings): CallParts {
  const { hasThrottle, hasRetries } = pluginsOf(client);
  const given = throttle ?? (hasThrottle ? false : clientThrottle(client, DEFAULT_THROTTLE));
  const settings = retry ?? (hasRetries ? false : DEFAULT_RETRY);
  return {
    throttle: given === false ? undefined : given,
    retry: settings === false ? undefined : settings,
    hidesThrottle: hasThrottle && given !== false,
  };
}

/** Returns the throttle that a client's listings with these numbers share. */
function clientThrottle(client: object, options: ThrottleOptions): Throttle {
  const { throttles } = clientState(client);
  const key = `${String(options.limit)}/${String(options.interval)}`;
  const throttle = (throttles.get(key) as Throttle | undefined) ?? createThrottle(options);
  throttles.set(key, throttle);
  return throttle;
}
