import type { ExecutorsSummary, ExecutorState } from "@aws-sdk/client-athena";
import type { LiveState } from "./executor-states.js";

/** The states that a filter asks for; without a filter an executor may be in any state, or say none. */
export type StateOf<Filter> = Filter extends readonly (infer State extends ExecutorState)[]
  ? State
  : Filter extends "LIVE"
    ? LiveState
    : Filter extends ExecutorState
      ? Filter
      : ExecutorState | undefined;

/**
 * An executor as the service lists it: the SDK's `ExecutorsSummary` object itself, with the `ExecutorId` that the
 * service promises, narrowed to the states that were asked for.
 */
export type ExecutorSummary<State extends ExecutorState | undefined = ExecutorState | undefined> = ExecutorsSummary & {
  /** The id of the executor, never empty. */
  ExecutorId: string;
} & Pick<
    // Picked from rather than chosen by a conditional type: so what is narrowed can be given where it need not be.
    {
      /** One of the states that were asked for. */
      ExecutorState: State;
    },
    undefined extends State ? never : "ExecutorState"
  >;
