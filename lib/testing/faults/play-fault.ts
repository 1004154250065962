import { STATUS_CODES } from "node:http";
import { refusedToken } from "../paging/tokens.js";
import { jsonAnswer, textAnswer, type Answer, type Reply } from "../server/reply.js";
import type { LocalRequest } from "../server/request-log.js";
import { invalidRequest, throttled } from "../server/service-error.js";
import { checkFault } from "./check-faults.js";
import type { ErrorFault, ExpiredTokenFault, LocalFault, LocalFaults, ThrottleFault } from "./local-faults.js";

/** Returns the fault of a request, or `undefined` if it has none. */
export type FaultScript = (request: LocalRequest) => LocalFault | undefined;

export function faultScript(faults: LocalFaults): FaultScript {
  if (typeof faults !== "function") return ({ number }) => faults[number - 1];
  return (request) => {
    const fault = faults(request);
    if (fault !== undefined) checkFault("faults(request)", fault);
    return fault;
  };
}

/** Returns the reply to a request under a fault. `answer` makes the answer without the fault. */
export function playFault(fault: LocalFault, request: LocalRequest, answer: () => Answer): Reply {
  switch (fault.type) {
    case "reset":
    case "hang":
      return { type: fault.type };
    case "truncated":
      return { type: "truncated", answer: answer() };
    case "throttle":
      return { type: "whole", answer: throttleAnswer(fault) };
    case "error":
      return { type: "whole", answer: errorAnswer(fault) };
    case "malformed":
      return { type: "whole", answer: textAnswer(200, fault.text ?? '{"ExecutorsSummary":[') };
    case "body":
      return { type: "whole", answer: jsonAnswer(200, fault.body) };
    case "expired-token":
      return { type: "whole", answer: expiredTokenAnswer(fault, request) ?? answer() };
  }
}

function throttleAnswer({ retryAfter, status, headers }: ThrottleFault): Answer {
  const error = throttled(status);
  const retryHeader: Record<string, string> = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  return jsonAnswer(error.status, error.body, { ...retryHeader, ...headers });
}

export function errorAnswer(fault: ErrorFault): Answer {
  const { status, message = STATUS_CODES[status] ?? "Error", format = "json", headers } = fault;
  const { name = defaultName(status) } = fault;
  return format === "html"
    ? htmlAnswer(status, message, headers)
    : jsonAnswer(status, errorBody(name, message), headers);
}

/** Returns `undefined` for a request without a token. */
function expiredTokenAnswer({ refusal }: ExpiredTokenFault, { input }: LocalRequest): Answer | undefined {
  const { NextToken: token } = Object(input) as { readonly NextToken?: unknown };
  if (typeof token !== "string" || token === "") return undefined;
  const { status, body } = refusedToken(token, refusal);
  return jsonAnswer(status, body);
}

function defaultName(status: number): string {
  if (status >= 500) return "InternalServerException";
  return status === 429 ? "TooManyRequestsException" : "InvalidRequestException";
}

function errorBody(name: string, message: string): object {
  return name === "InvalidRequestException" ? invalidRequest(message).body : { __type: name, Message: message };
}

function htmlAnswer(status: number, message: string, headers: ErrorFault["headers"]): Answer {
  const title = `${status} ${message}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`;
  return { status, headers: { "Content-Type": "text/html", ...headers }, body };
}
