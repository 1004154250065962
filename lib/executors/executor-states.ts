import type { ExecutorsSummary, ExecutorState } from "@aws-sdk/client-athena";
import { checkOneOf, checkStates } from "../common/checks.js";

/** Every state that the service's model knows, and whether an executor in it still holds its DPUs. */
const IS_LIVE = {
  CREATING: true,
  CREATED: true,
  REGISTERED: true,
  TERMINATING: true,
  TERMINATED: false,
  FAILED: false,
} as const satisfies Record<ExecutorState, boolean>;

/** A state of an executor that has not ended. */
export type LiveState = Exclude<ExecutorState, "TERMINATED" | "FAILED">;

/** The states of executors that have not ended, in the order of the life cycle. */
export const LIVE_STATES: readonly LiveState[] = ["CREATING", "CREATED", "REGISTERED", "TERMINATING"];

/**
 * Returns whether an executor has not ended, that is, still holds its DPUs. A missing state counts as live, and so does
 * one that the SDK's model does not know.
 *
 * @param executor - an executor as the service lists it.
 * @returns `false` for `TERMINATED` and `FAILED`.
 */
export function isLive(executor: Pick<ExecutorsSummary, "ExecutorState">): boolean {
  return isLiveState(executor.ExecutorState);
}

/** Returns whether an executor in this state has not ended. */
export function isLiveState(state: ExecutorState | undefined): boolean {
  return state === undefined || !Object.hasOwn(IS_LIVE, state) || IS_LIVE[state];
}

/** Asks for executors in one state, in any of several, or for those that have not ended. */
export type ExecutorFilter = ExecutorState | "LIVE" | readonly ExecutorState[];

/** Validates one state, `"LIVE"`, or a non-empty array of states. */
export function checkStateFilter(name: string, value: unknown): void {
  const states = Object.keys(IS_LIVE);
  if (Array.isArray(value)) checkStates(name, value, states);
  else checkOneOf(name, value, [...states, "LIVE"]);
}
