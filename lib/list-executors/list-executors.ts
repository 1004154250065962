import type { ExecutorFilter } from "../executors/executor-states.js";
import { type ExecutorPaginator, ExecutorPages } from "./executor-paginator.js";
import type { StateOf } from "../executors/executor-summary.js";
import { listExecutorsSettings, type ListExecutorsConfig, type ListExecutorsInput } from "./list-executors-config.js";

/**
 * Lists the executors of a session of Amazon Athena for Apache Spark, newest first, as the service does.
 *
 * Nothing is sent before the first `next()`. Every call waits for the throttle and is retried as `config` says. Errors
 * of the service are the SDK's own. Leaving a loop early cancels requests in flight.
 *
 * @param config - the client and how to list; it is not changed, nor is the client.
 * @param input - the session and the states to list; it is not changed.
 * @returns The executors, one by one, in pages, or as an array.
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
  // Sound: the sieve drops executors in other states.
  return new ExecutorPages(listExecutorsSettings(config, input)) as ExecutorPaginator as never;
}
