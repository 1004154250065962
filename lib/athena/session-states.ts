import type { SessionState } from "@aws-sdk/client-athena";
import { checkStates } from "../common/checks.js";

const STATES = Object.keys({
  CREATING: true,
  CREATED: true,
  IDLE: true,
  BUSY: true,
  TERMINATING: true,
  TERMINATED: true,
  DEGRADED: true,
  FAILED: true,
} satisfies Record<SessionState, true>);

/** One state of a session, or a non-empty array of them; each once. `undefined` stands for "not filtered". */
export function sessionStates(
  name: string,
  filter: SessionState | readonly SessionState[] | undefined,
): readonly (SessionState | undefined)[] {
  if (filter === undefined) return [undefined];
  checkStates(name, filter, STATES);
  return [...new Set([filter].flat())];
}
