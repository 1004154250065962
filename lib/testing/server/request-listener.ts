import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { LONGEST_TIMER } from "../../common/timers.js";
import { readBody } from "./request-body.js";
import { sendReply, type Reply } from "./reply.js";
import type { OpenRequest, RequestLog } from "./request-log.js";

/** Records every request, decides its reply at once, and sends it `latency` ms after the request arrived. */
export function requestListener(
  log: RequestLog,
  latency: number,
  replyTo: (request: OpenRequest) => Reply,
): RequestListener {
  return (message: IncomingMessage, response: ServerResponse) => {
    const at = performance.now();
    allowAnyOrigin(response);
    if (message.method === "OPTIONS") {
      answerPreflight(message, response);
      return;
    }
    readBody(message, response, (body) => {
      const request = log.add(message, body, at);
      response.once("close", () => {
        request.closedAt = performance.now();
      });
      const reply = replyTo(request);
      whenDue(at + latency, response, () => {
        sendReply(reply, request, response, log);
      });
    });
  };
}

/**
 * Calls `action` at `due`, on the clock of `performance.now()`. If the connection closes first, the timer is cancelled.
 */
function whenDue(due: number, response: ServerResponse, action: () => void): void {
  const left = due - performance.now();
  if (left <= 0) {
    action();
    return;
  }
  const wait = (): void => {
    response.off("close", stop);
    whenDue(due, response, action);
  };
  // Timers are exact to a millisecond. The rest is waited for with `setImmediate`.
  const timer = left > 1 ? setTimeout(wait, Math.min(left - 1, LONGEST_TIMER)) : setImmediate(wait);
  const stop = (): void => {
    clearTimeout(timer as NodeJS.Timeout);
    clearImmediate(timer as NodeJS.Immediate);
  };
  response.once("close", stop);
}

/** Lets pages of any origin read the answer and its request id. */
function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", "x-amzn-RequestId, Retry-After, x-amz-retry-after, Date");
}

/**
 * Answers a preflight. The requested headers are allowed by name, because a wildcard does not cover `Authorization`.
 */
function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": request.headers["access-control-request-headers"] ?? "*",
    "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "86400",
  });
  response.end();
}
