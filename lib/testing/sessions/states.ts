/** The states of an executor, in the order of the service's model. */
export const EXECUTOR_STATES = ["CREATING", "CREATED", "REGISTERED", "TERMINATING", "TERMINATED", "FAILED"] as const;

/** The states of a calculation, in the order of the service's model. */
export const CALCULATION_STATES = [
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
export const SESSION_STATES = [
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
 * States that `ListSessions` lists without a filter. The documentation says "sessions in an active state like CREATING,
 * CREATED, IDLE, or BUSY". Whether TERMINATING and DEGRADED are active is unknown; here they are not.
 */
export const ACTIVE_SESSION_STATES: readonly string[] = ["CREATING", "CREATED", "IDLE", "BUSY"];
