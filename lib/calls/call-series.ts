import { LinkedSignal, raceAbort } from "../common/abort.js";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import type { Reporter } from "../events/reporter.js";
import type { Run } from "../pagination/run.js";
import { callParts, type CallSettings, type CallParts } from "./call-config.js";
import {
  type ClientPlugin,
  type Command,
  inPlaceOfRetries,
  insideRetries,
  THROTTLE_MIDDLEWARE,
  type FinalizeHandler,
  type FinalizeMiddleware,
} from "../sdk/sdk-stack.js";
import { retried } from "../retry/retried-call.js";
import { clientState } from "../common/shared-registry.js";
import { throttled } from "../throttle/throttled.js";

/** The operation and the iteration of a series of calls. */
export interface SeriesOptions extends Run {
  /** The name of the operation, or of the class of its commands. The client's own name takes precedence. */
  readonly operation: string;
}

/** Name of our middleware if the client retries. */
const ATTEMPT_MIDDLEWARE = "athenaExecutorsAttemptMiddleware";

/** Replaces a throttle on the client. */
const noThrottle = insideRetries(THROTTLE_MIDDLEWARE, (next) => next);

/**
 * Calls of one operation, such as the pages of a listing. Retries, throttle and reports are one entry on the middleware
 * stack of each command.
 */
export class CallSeries {
  readonly #client: CallSettings["client"];
  readonly #reporter: Reporter;
  readonly #linked: LinkedSignal;
  readonly #sendOptions: object;
  readonly #plugins: readonly ClientPlugin[];
  #operation: string;
  #runsMiddleware = false;

  constructor(settings: CallSettings, { operation, signals, reporter }: SeriesOptions) {
    this.#client = settings.client;
    this.#reporter = reporter;
    this.#operation = withoutSuffix(operation);
    this.#linked = new LinkedSignal(...signals);
    this.#sendOptions = { abortSignal: this.#linked.signal };
    const parts = callParts(settings);
    const middleware = this.#middleware(parts);
    const plugin =
      parts.retry === undefined ? insideRetries(ATTEMPT_MIDDLEWARE, middleware) : inPlaceOfRetries(middleware);
    this.#plugins = parts.hidesThrottle ? [plugin, noThrottle] : [plugin];
  }

  /**
   * Name of the operation in the service. Before the first call, and over mocks that run no middleware, it is the given
   * name, which a minifier may have changed.
   */
  get operation(): string {
    return this.#operation;
  }

  /** Sends a command and checks that the response is an object. An unconfigured mock returns `undefined`. */
  async send(command: Command): Promise<object> {
    const output = await this.#linked.during(() => this.#send(command));
    if (typeof output === "object" && output !== null) return output;
    throw new UnexpectedResponseError(this.operation, "", "an object", output);
  }

  async #send(command: Command): Promise<unknown> {
    const { signal } = this.#linked;
    signal.throwIfAborted();
    for (const plugin of this.#plugins) command.middlewareStack?.use(plugin);
    try {
      return await raceAbort(this.#client.send(command, this.#sendOptions), signal);
    } catch (error) {
      throw isMismatch(error) ? mismatchError(error) : error;
    } finally {
      // A client that does not run middleware has made one attempt.
      if (!this.#runsMiddleware) this.#reporter.request(this.#operation, 1);
    }
  }

  #middleware({ throttle, retry }: CallParts): FinalizeMiddleware {
    const { outage } = clientState(this.#client);
    const { signal } = this.#linked;
    const reporter = this.#reporter;
    return (next, { commandName }) => {
      if (!this.#runsMiddleware && commandName !== undefined) this.#operation = withoutSuffix(commandName);
      this.#runsMiddleware = true;
      let handler = this.#reported(next);
      if (throttle !== undefined) handler = throttled(handler, { throttle, signal, reporter });
      if (retry !== undefined) handler = retried(handler, { settings: retry, outage, signal, reporter });
      return handler;
    };
  }

  #reported(next: FinalizeHandler): FinalizeHandler {
    let attempt = 0;
    return (args) => {
      attempt += 1;
      this.#reporter.request(this.#operation, attempt);
      return next(args);
    };
  }
}

function withoutSuffix(commandName: string): string {
  return commandName.replace(/Command$/, "");
}

/** Part of the SDK's message if a client lacks a middleware that a command of another version refers to. */
const MISSING_MIDDLEWARE = " is not found when adding ";

/** Whether a call failed because its client and command come from versions of the SDK that do not fit together. */
function isMismatch(error: unknown): error is Error {
  return error instanceof Error && error.message.includes(MISSING_MIDDLEWARE);
}

/** Makes an error that says how to find the versions. The SDK's own message names only a middleware. */
function mismatchError(cause: Error): TypeError {
  return new TypeError(
    "Client and command come from versions of the SDK that do not fit together. " +
      "Run `npm ls @aws-sdk/client-athena`, and install one version",
    { cause },
  );
}
