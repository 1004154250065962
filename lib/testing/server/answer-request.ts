import { errorAnswer, playFault, type FaultScript } from "../faults/play-fault.js";
import type { OperationContext } from "../operations/operation.js";
import { operations } from "../operations/operations.js";
import { OperationQuotas } from "../quota.js";
import { jsonAnswer, type Answer, type Reply } from "./reply.js";
import type { LocalRequest } from "./request-log.js";
import { missingAuthenticationToken, ServiceError, throttled, unknownOperation } from "./service-error.js";

const noQuotas = new OperationQuotas(undefined);

/** The reply to a request: its fault if the script has one, else the service's answer. */
export function replyToRequest(request: LocalRequest, script: FaultScript, endpoint: Endpoint): Reply {
  try {
    const fault = script(request);
    if (fault === undefined) return { type: "whole", answer: answerRequest(request, endpoint) };
    return playFault(fault, request, () => answerRequest(request, { ...endpoint, quotas: noQuotas }));
  } catch (error) {
    // What a `faults` function or an executor source of the user throws must not end the process that serves others.
    return { type: "whole", answer: errorAnswer({ type: "error", status: 500, message: String(error) }) };
  }
}

/** The state of one endpoint. */
export interface Endpoint extends OperationContext {
  readonly quotas: OperationQuotas;
}

/** The answer of the service to a request, be it an output or an error. */
function answerRequest(request: LocalRequest, endpoint: Endpoint): Answer {
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
