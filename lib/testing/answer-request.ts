import { jsonAnswer } from "./http/answer.js";
import type { Answer } from "./http/answer.js";
import type { LocalRequest } from "./http/local-request.js";
import { missingAuthenticationToken, ServiceError, throttled, unknownOperation } from "./http/service-error.js";
import type { OperationContext } from "./operations/operation.js";
import { operations } from "./operations/operations.js";
import type { OperationQuotas } from "./quota/operation-quotas.js";

/** The state of one endpoint. */
export interface Endpoint extends OperationContext {
  readonly quotas: OperationQuotas;
}

/** The answer of the service to a request, be it an output or an error. */
export function answerRequest(request: LocalRequest, endpoint: Endpoint): Answer {
  try {
    return jsonAnswer(200, output(request, endpoint));
  } catch (error) {
    if (error instanceof ServiceError) return jsonAnswer(error.status, error.body);
    throw error;
  }
}

/** The order of these refusals on the real service is unknown. */
function output(request: LocalRequest, endpoint: Endpoint): object {
  if (request.path.split("?", 1)[0] !== "/") throw unknownOperation(404);
  if (request.method !== "POST") throw unknownOperation(405);
  const { operation: name = "" } = request;
  const operation = operations.get(name);
  if (operation === undefined) throw unknownOperation();
  if (request.headers["authorization"] === undefined) throw missingAuthenticationToken();
  if (!endpoint.quotas.take(name, request.at)) throw throttled();
  endpoint.sessions.advance();
  return operation(request, endpoint);
}
