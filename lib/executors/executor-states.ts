import type { ExecutorState } from "@aws-sdk/client-athena";
import { expected } from "../checks/expected.js";

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

function checkState(name: string, value: unknown): asserts value is ExecutorState {
  if (typeof value === "string" && Object.hasOwn(LIVE, value)) return;
  throw expected(name, `one of ${Object.keys(LIVE).join(", ")}`, value);
}

/** One state, or a non-empty array of them. */
export function checkStateFilter(name: string, value: unknown): void {
  if (!Array.isArray(value)) {
    checkState(name, value);
    return;
  }
  if (value.length === 0) throw expected(name, "one state or a non-empty array of them", value);
  for (const [index, state] of value.entries()) checkState(`${name}[${String(index)}]`, state);
}
