import type { ExecutorsSummary, ExecutorState } from "@aws-sdk/client-athena";
import type { LiveState } from "./executor-states.js";

/** The states of a filter. Without a filter, an executor may be in any state or have none. */
export type StateOf<Filter> = Filter extends readonly (infer State extends ExecutorState)[]
  ? State
  : Filter extends "LIVE"
    ? LiveState
    : Filter extends ExecutorState
      ? Filter
      : ExecutorState | undefined;

/**
 * An executor as the service lists it: the SDK's `ExecutorsSummary` object itself, with the `ExecutorId` that the
 * service promises, narrowed to the requested states.
 */
export type ExecutorSummary<State extends ExecutorState | undefined = ExecutorState | undefined> = ExecutorsSummary & {
  /** The id of the executor, never empty. */
  ExecutorId: string;
} & Pick<
    // Picked from rather than chosen by a conditional type: so what is narrowed can be given where it need not be.
    {
      /** One of the requested states. */
      ExecutorState: State;
    },
    undefined extends State ? never : "ExecutorState"
  >;
