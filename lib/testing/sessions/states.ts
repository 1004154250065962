/** The states of an executor, in the order of the service's model. */
export const executorStates = ["CREATING", "CREATED", "REGISTERED", "TERMINATING", "TERMINATED", "FAILED"] as const;

/** The states of a calculation, in the order of the service's model. */
export const calculationStates = [
  "CREATING",
  "CREATED",
  "QUEUED",
  "RUNNING",
  "CANCELING",
  "CANCELED",
  "COMPLETED",
  "FAILED",
] as const;

/** The states of a session, in the order of the service's model. */
export const sessionStates = [
  "CREATING",
  "CREATED",
  "IDLE",
  "BUSY",
  "TERMINATING",
  "TERMINATED",
  "DEGRADED",
  "FAILED",
] as const;

/**
 * What `ListSessions` lists without a filter. The documentation says "sessions in an active state like CREATING, CREATED, IDLE, or
 * BUSY"; whether TERMINATING and DEGRADED count is unknown, so only the named ones do.
 */
export const activeSessionStates: readonly string[] = ["CREATING", "CREATED", "IDLE", "BUSY"];
