import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { LONGEST_TIMER } from "../../clock/longest-timer.js";
import { sendReply, type Reply } from "./reply.js";
import type { OpenRequest, RequestLog } from "./request-log.js";

/** Records every request, asks for its reply at once and sends it `latency` ms after the request has arrived. */
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
    readBody(message, (body) => {
      const request = log.add(message, body, at);
      const reply = replyTo(request);
      whenDue(at + latency, response, () => {
        sendReply(reply, request, response);
      });
    });
  };
}

/**
 * `due` is on the clock of `performance.now()`: what it takes to make up the reply is part of the latency, as it is of
 * the service's. A response whose connection has gone, because the client left or the endpoint is closed, leaves no
 * timer behind.
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
  // A timer is exact to a millisecond, either way. What it leaves over is waited for turn by turn.
  const timer = left > 1 ? setTimeout(wait, Math.min(left - 1, LONGEST_TIMER)) : setImmediate(wait);
  const stop = (): void => {
    clearTimeout(timer as NodeJS.Timeout);
    clearImmediate(timer as NodeJS.Immediate);
  };
  response.once("close", stop);
}

/** Lets a page of any origin read the answers, the request id among them. */
function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", "x-amzn-RequestId, Retry-After, x-amz-retry-after, Date");
}

/** A wildcard would not cover `Authorization`, so the headers that the browser asks for are allowed by name. */
function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": request.headers["access-control-request-headers"] ?? "*",
    "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "86400",
  });
  response.end();
}

/** Calls back with the whole body. A client that leaves before its end is never heard of again. */
function readBody(message: IncomingMessage, onBody: (body: string) => void): void {
  const chunks: Buffer[] = [];
  message.on("data", (chunk: Buffer) => chunks.push(chunk));
  message.once("end", () => {
    onBody(Buffer.concat(chunks).toString("utf8"));
  });
}
