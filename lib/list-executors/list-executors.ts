import type { ExecutorFilter } from "../executors/executor-states.js";
import { type ExecutorPaginator, ExecutorPages } from "./executor-paginator.js";
import type { StateOf } from "../executors/executor-summary.js";
import { listExecutorsSettings, type ListExecutorsConfig, type ListExecutorsInput } from "./list-executors-config.js";

/**
 * Lists the executors of a session of Amazon Athena for Apache Spark, newest first, as the service does.
 *
 * Nothing is sent before the first `next()`. Every call waits for the throttle and is retried as `config` says. Errors
 * of the service come as the SDK's own; leaving a loop early stops what is in flight.
 *
 * @param config - the client and how to list; it is not changed, nor is the client.
 * @param input - the session and the states to list; it is not changed.
 * @throws TypeError at the call, before any request, if an option is missing or out of range.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { listExecutors } from "athena-executors";
 *
 * const executors = listExecutors({ client: new AthenaClient({}) }, { SessionId: "my-session" });
 *
 * for await (const { ExecutorId, ExecutorState } of executors) {
 *   console.log(ExecutorId, ExecutorState);
 * }
 * ```
 */
export function listExecutors<const Filter extends ExecutorFilter | undefined = undefined>(
  config: ListExecutorsConfig,
  input: ListExecutorsInput<Filter>,
): ExecutorPaginator<StateOf<Filter>> {
  // The states were asked for, and the sieve lets no other through: the narrowing is true by construction.
  return new ExecutorPages(listExecutorsSettings(config, input)) as ExecutorPaginator as never;
}
