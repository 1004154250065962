import { listCalculationExecutions } from "./list-calculation-executions.js";
import { listExecutors } from "./list-executors.js";
import type { Operation } from "./operation.js";
import { getSession, getSessionStatus, listSessions } from "./session-operations.js";

/** What the endpoint serves, by the name in `X-Amz-Target`. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ["ListExecutors", listExecutors],
  ["ListCalculationExecutions", listCalculationExecutions],
  ["ListSessions", listSessions],
  ["GetSession", getSession],
  ["GetSessionStatus", getSessionStatus],
]);
