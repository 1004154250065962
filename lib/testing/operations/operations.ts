import { listCalculationExecutions } from "./list-calculation-executions.js";
import { listExecutors } from "./list-executors.js";
import type { Operation } from "./operation.js";
import { getSession, getSessionStatus, listSessions } from "./session-operations.js";

/** Operations of the endpoint, by their name in `X-Amz-Target`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ["ListExecutors", listExecutors],
  ["ListCalculationExecutions", listCalculationExecutions],
  ["ListSessions", listSessions],
  ["GetSession", getSession],
  ["GetSessionStatus", getSessionStatus],
]);
