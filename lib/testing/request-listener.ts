import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

import { allowAnyOrigin, answerPreflight } from "./http/cors.js";
import { readBody } from "./http/read-body.js";
import type { Reply } from "./http/reply.js";
import type { OpenRequest, RequestLog } from "./http/request-log.js";
import { sendReply } from "./http/send-reply.js";

/** Records every request, asks for its reply at once and sends it `latency` ms later. */
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
      after(latency, response, () => {
        sendReply(reply, request, response);
      });
    });
  };
}

/** A response whose connection has gone, because the client left or the endpoint is closed, leaves no timer behind. */
function after(delay: number, response: ServerResponse, action: () => void): void {
  if (delay === 0) {
    action();
    return;
  }
  const timer = setTimeout(action, delay);
  response.once("close", () => {
    clearTimeout(timer);
  });
}
