import { answerRequest } from "./answer-request.js";
import type { Endpoint } from "./answer-request.js";
import type { FaultScript } from "./faults/fault-script.js";
import { errorAnswer } from "./faults/fault-answer.js";
import { playFault } from "./faults/play-fault.js";
import type { LocalRequest } from "./http/local-request.js";
import type { Reply } from "./http/reply.js";
import { OperationQuotas } from "./quota/operation-quotas.js";

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
