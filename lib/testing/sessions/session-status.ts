import type { StoredSession } from "./stored-session.js";

/** `SessionStatus` on the wire, where times are seconds since the epoch with a fraction. */
export interface WireSessionStatus {
  readonly State: string;
  readonly StartDateTime: number;
  readonly LastModifiedDateTime: number;
}

export function sessionStatus({ State, startedAt }: StoredSession): WireSessionStatus {
  const seconds = startedAt / 1000;
  return { State, StartDateTime: seconds, LastModifiedDateTime: seconds };
}
