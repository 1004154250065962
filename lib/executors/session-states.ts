import type { SessionState } from "@aws-sdk/client-athena";
import { expected } from "../checks/expected.js";

const STATES = {
  CREATING: true,
  CREATED: true,
  IDLE: true,
  BUSY: true,
  TERMINATING: true,
  TERMINATED: true,
  DEGRADED: true,
  FAILED: true,
} as const satisfies Record<SessionState, true>;

/** One state of a session, or a non-empty array of them; each once. `undefined` stands for "not filtered". */
export function sessionStates(name: string, filter: unknown): readonly (SessionState | undefined)[] {
  if (filter === undefined) return [undefined];
  if (!Array.isArray(filter)) return [checkedState(name, filter)];
  if (filter.length === 0) throw expected(name, "one state or a non-empty array of them", filter);
  const states = Array.from(filter, (state: unknown, index) => checkedState(`${name}[${String(index)}]`, state));
  return [...new Set(states)];
}

function checkedState(name: string, state: unknown): SessionState {
  if (typeof state === "string" && Object.hasOwn(STATES, state)) return state as SessionState;
  throw expected(name, `one of ${Object.keys(STATES).join(", ")}`, state);
}
