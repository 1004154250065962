import { LinkedSignal } from "../abort/linked-signal.js";
import { raceAbort } from "../abort/race-abort.js";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import type { Reporter } from "../events/reporter.js";
import { Attempts } from "./attempts.js";
import type { CallOptions } from "./call-options.js";
import { clientBudget } from "./client-budget.js";
import type { ClientPlugin } from "./client-plugin.js";
import type { Command } from "./command.js";
import { retryMiddleware } from "./retry-middleware.js";
import { inPlaceOfRetries } from "./sdk-stack.js";
import { SharedHandler } from "./shared-handler.js";
import { observedThrottlePlugin } from "./throttle-plugin.js";

/** What the calls of a series have in common. */
export interface SeriesOptions {
  /** The name of the operation, or of the class of its commands. The client may know better. */
  readonly operation: string;
  /** Whether the commands are the SDK's own, so that one handler serves them all. */
  readonly sharesHandler: boolean;
  /** Any of them stops it: the caller's own, and the one that tells that the consumer has left. */
  readonly signals: readonly (AbortSignal | undefined)[];
  readonly reporter: Reporter;
}

/**
 * Calls of one operation, one after another, as the pages of a listing are: each with retries and throttle on its
 * command's own middleware stack.
 */
export class CallSeries {
  readonly #client: CallOptions["client"];
  readonly #linked: LinkedSignal;
  readonly #sendOptions: object;
  readonly #attempts: Attempts;
  readonly #plugins: readonly ClientPlugin[];
  readonly #handler: SharedHandler | undefined;

  constructor(options: CallOptions, { operation, sharesHandler, signals, reporter }: SeriesOptions) {
    this.#client = options.client;
    this.#linked = new LinkedSignal(...signals);
    // Always given: without options a client may answer from its own cache of handlers, which has no plugins. And always
    // the same, as the handler is built for them.
    this.#sendOptions = { abortSignal: this.#linked.signal };
    this.#attempts = new Attempts(operation, reporter.request.bind(reporter));
    this.#plugins = [this.#attempts.plugin, ...callPlugins(options, reporter)];
    this.#handler = sharesHandler ? new SharedHandler(this.#equip) : undefined;
  }

  /** What the service calls the operation, as far as the client has told. */
  get operation(): string {
    return this.#attempts.operation;
  }

  /** Sends a command and proves that the answer is an object: a mock that was told nothing answers `undefined`. */
  async send(command: Command): Promise<object> {
    const output = await this.#linked.during(() => this.#send(command));
    if (typeof output === "object" && output !== null) return output;
    throw new UnexpectedResponseError(this.operation, "", "an object", output);
  }

  readonly #equip = (command: Command): void => {
    for (const plugin of this.#plugins) command.middlewareStack.use(plugin);
  };

  async #send(command: Command): Promise<unknown> {
    const { signal } = this.#linked;
    signal.throwIfAborted();
    if (this.#handler === undefined) this.#equip(command);
    else this.#handler.lendTo(command);
    this.#attempts.start();
    try {
      return await raceAbort(this.#client.send(command, this.#sendOptions), signal);
    } finally {
      this.#attempts.end();
    }
  }
}

/** Of the plugins inside the retries, the one that is added last runs first. */
function callPlugins({ client, throttle, retry }: CallOptions, reporter: Reporter): ClientPlugin[] {
  const plugins: ClientPlugin[] = [];
  if (throttle !== undefined) plugins.push(observedThrottlePlugin(throttle, reporter));
  if (retry !== undefined) {
    const onRetry = reporter.retry.bind(reporter);
    plugins.push(inPlaceOfRetries(retryMiddleware({ policy: retry, budget: clientBudget(client), onRetry })));
  }
  return plugins;
}
