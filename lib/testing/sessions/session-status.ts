import type { StoredSession } from "./stored-session.js";

/** `SessionStatus` on the wire, where times are seconds since the epoch with a fraction. */
export interface WireSessionStatus {
  readonly State: string;
  readonly StartDateTime: number;
  readonly LastModifiedDateTime: number;
}

export function sessionStatus({ State, startedAt, modifiedAt }: StoredSession): WireSessionStatus {
  return { State, StartDateTime: startedAt / 1000, LastModifiedDateTime: modifiedAt / 1000 };
}
