import { errorAnswer, playFault, type FaultScript } from "../faults/play-fault.js";
import type { OperationContext } from "../operations/operation.js";
import { OPERATIONS } from "../operations/operations.js";
import { OperationQuotas } from "../quota.js";
import { jsonAnswer, type Answer, type Reply } from "./reply.js";
import type { LocalRequest } from "./request-log.js";
import { missingAuthenticationToken, ServiceError, throttled, unknownOperation } from "./service-error.js";

const ADVICE = "Send operations as POST / with the header X-Amz-Target";

const NO_QUOTAS = new OperationQuotas(undefined);

/** Returns the reply to a request: its fault, if it has one, else the answer of the service. */
export function replyToRequest(request: LocalRequest, script: FaultScript, endpoint: Endpoint): Reply {
  try {
    const fault = script(request);
    if (fault === undefined) return { type: "whole", answer: answerRequest(request, endpoint) };
    return playFault(fault, request, () => answerRequest(request, { ...endpoint, quotas: NO_QUOTAS }));
  } catch (error) {
    // An exception of a `faults` function or an executor source must not end the process.
    return { type: "whole", answer: errorAnswer({ type: "error", status: 500, message: String(error) }) };
  }
}

/** State of an endpoint. */
export interface Endpoint extends OperationContext {
  readonly quotas: OperationQuotas;
}

/** Returns the answer of the service, an output or an error. */
function answerRequest(request: LocalRequest, endpoint: Endpoint): Answer {
  try {
    return jsonAnswer(200, output(request, endpoint));
  } catch (error) {
    if (error instanceof ServiceError) return jsonAnswer(error.status, error.body);
    throw error;
  }
}

/** The order of these checks in the real service is unknown. */
function output(request: LocalRequest, endpoint: Endpoint): object {
  const { path, method } = request;
  if (path.split("?", 1)[0] !== "/") throw unknownOperation(`Expected the path /, got ${path}. ${ADVICE}`, 404);
  if (method !== "POST") throw unknownOperation(`Expected the method POST, got ${method}. ${ADVICE}`, 405);
  const { operation: name = "" } = request;
  const operation = OPERATIONS.get(name);
  if (operation === undefined) throw unknownOperation(unknownTarget(request));
  if (request.headers["authorization"] === undefined) throw missingAuthenticationToken();
  if (!endpoint.quotas.take(name, request.at)) throw throttled();
  endpoint.sessions.advance();
  return operation(request, endpoint);
}

function unknownTarget({ headers }: LocalRequest): string {
  const target = headers["x-amz-target"];
  const got = target === undefined ? "none" : `\`${String(target)}\``;
  const served = [...OPERATIONS.keys()].map((name) => `AmazonAthena.${name}`).join(", ");
  return `Expected X-Amz-Target to name an operation of the embedded endpoint, got ${got}. Use one of ${served}`;
}
