import { getSession } from "./get-session.js";
import { getSessionStatus } from "./get-session-status.js";
import { listCalculationExecutions } from "./list-calculation-executions.js";
import { listExecutors } from "./list-executors.js";
import { listSessions } from "./list-sessions.js";
import type { Operation } from "./operation.js";

/** What the endpoint serves, by the name in `X-Amz-Target`. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ["ListExecutors", listExecutors],
  ["ListCalculationExecutions", listCalculationExecutions],
  ["ListSessions", listSessions],
  ["GetSession", getSession],
  ["GetSessionStatus", getSessionStatus],
]);
