import { STATUS_CODES } from "node:http";

import { jsonAnswer } from "../http/answer.js";
import type { Answer } from "../http/answer.js";
import type { LocalRequest } from "../http/local-request.js";
import { invalidRequest, throttled } from "../http/service-error.js";
import { refusedToken } from "../paging/token-refusal.js";
import type { ErrorFault, ExpiredTokenFault, ThrottleFault } from "./local-fault.js";

export function throttleAnswer({ retryAfter, status, headers }: ThrottleFault): Answer {
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

/** `undefined` for a request without a token. */
export function expiredTokenAnswer({ refusal }: ExpiredTokenFault, { input }: LocalRequest): Answer | undefined {
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
