import type { ExecutorState } from "@aws-sdk/client-athena";
import { checkStates } from "../checks/checks.js";

/** Every state that the service's model knows, and whether an executor in it still holds its DPUs. */
const LIVE = {
  CREATING: true,
  CREATED: true,
  REGISTERED: true,
  TERMINATING: true,
  TERMINATED: false,
  FAILED: false,
} as const satisfies Record<ExecutorState, boolean>;

/** Whether the executor has not ended. A state that the model does not know counts as live. */
export function isLive(state: ExecutorState | undefined): boolean {
  return state === undefined || !Object.hasOwn(LIVE, state) || LIVE[state];
}

/** One state, or a non-empty array of them. */
export function checkStateFilter(name: string, value: unknown): void {
  checkStates(name, value, Object.keys(LIVE));
}
