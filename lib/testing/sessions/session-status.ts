import type { StoredSession } from "./stored-session.js";

/** `SessionStatus` on the wire, where times are seconds since the epoch with a fraction. */
export interface WireSessionStatus {
  readonly State: string;
  readonly StateChangeReason: string | undefined;
  readonly StartDateTime: number;
  readonly LastModifiedDateTime: number;
  readonly IdleSinceDateTime: number | undefined;
  readonly EndDateTime: number | undefined;
}

/** Since when it is idle, or has ended, is said only if that came about while the endpoint could see it. */
export function sessionStatus({ State, StateChangeReason, startedAt, changedAt }: StoredSession): WireSessionStatus {
  const since = changedAt === undefined ? undefined : changedAt / 1000;
  return {
    State,
    StateChangeReason,
    StartDateTime: startedAt / 1000,
    LastModifiedDateTime: since ?? startedAt / 1000,
    IdleSinceDateTime: State === "IDLE" ? since : undefined,
    EndDateTime: State === "TERMINATED" || State === "FAILED" ? since : undefined,
  };
}
