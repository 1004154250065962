import { raceAbort } from "../abort/race-abort.js";
import type { Reporter } from "../events/reporter.js";
import { Attempts } from "./attempts.js";
import type { CallOptions } from "./call-options.js";
import { clientBudget } from "./client-budget.js";
import type { ClientPlugin } from "./client-plugin.js";
import { retryMiddleware } from "./retry-middleware.js";
import { inPlaceOfRetries } from "./sdk-stack.js";
import { observedThrottlePlugin } from "./throttle-plugin.js";

/** A command of the SDK: it brings a middleware stack of its own, which leaves the client's as it is. */
export interface Command {
  readonly middlewareStack: { use(plugin: ClientPlugin): void };
}

/** A call that is about to be sent. */
export interface Call {
  readonly command: Command;
  /** Asked when an attempt is reported: the SDK may tell the name of a command only when that is sent. */
  readonly operation: () => string;
  readonly signal: AbortSignal | undefined;
  readonly reporter: Reporter;
}

/** Sends a command through its client, with retries and throttle on the command's own middleware stack. */
export async function sendCommand(options: CallOptions, call: Call): Promise<unknown> {
  const { command, operation, signal, reporter } = call;
  signal?.throwIfAborted();
  const attempts = new Attempts((attempt) => {
    reporter.request(operation(), attempt);
  });
  for (const plugin of [attempts.plugin, ...callPlugins(options, reporter)]) command.middlewareStack.use(plugin);
  try {
    // Options are always given: without them a client may answer from its cache of handlers, which has no plugins.
    return await raceAbort(options.client.send(command, { abortSignal: signal }), signal);
  } finally {
    attempts.end();
  }
}

/** The plugins of a call. Of those inside the retries, the one that is added last runs first. */
function callPlugins({ client, throttle, retry }: CallOptions, reporter: Reporter): ClientPlugin[] {
  const plugins: ClientPlugin[] = [];
  if (throttle !== undefined) plugins.push(observedThrottlePlugin(throttle, reporter));
  if (retry !== undefined) {
    const onRetry = reporter.retry.bind(reporter);
    plugins.push(inPlaceOfRetries(retryMiddleware({ policy: retry, budget: clientBudget(client), onRetry })));
  }
  return plugins;
}
