import type { ExecutorFilter } from "../executors/executor-states.js";
import type { StateOf } from "../executors/executor-summary.js";
import {
  workGroupSettings,
  type ListWorkGroupExecutorsConfig,
  type ListWorkGroupExecutorsInput,
} from "./list-work-group-executors-config.js";
import type { WorkGroupExecutorPaginator } from "./session-executor.js";
import { WorkGroupPages } from "./work-group-paginator.js";

/**
 * Lists the executors of all sessions of a workgroup, several sessions side by side under one throttle.
 *
 * @param config - the client and how to list; it is not changed, nor is the client.
 * @param input - the workgroup, and the states to list; it is not changed.
 * @returns The executors, one by one, in pages, or as an array.
 * @throws TypeError at the call, before any request, if an option is missing or out of range.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { listWorkGroupExecutors } from "athena-executors";
 *
 * const executors = listWorkGroupExecutors(
 *   { client: new AthenaClient({}) },
 *   { WorkGroup: "primary", ExecutorStateFilter: "REGISTERED" },
 * );
 *
 * for await (const { SessionId, ExecutorId } of executors) console.log(SessionId, ExecutorId);
 * ```
 */
export function listWorkGroupExecutors<const Filter extends ExecutorFilter | undefined = undefined>(
  config: ListWorkGroupExecutorsConfig,
  input: ListWorkGroupExecutorsInput<Filter>,
): WorkGroupExecutorPaginator<StateOf<Filter>> {
  // Sound: executors in other states are dropped.
  return new WorkGroupPages(workGroupSettings(config, input)) as WorkGroupExecutorPaginator as never;
}
