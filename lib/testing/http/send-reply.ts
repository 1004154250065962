import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";

import type { Answer } from "./answer.js";
import type { Reply } from "./reply.js";
import type { OpenRequest } from "./request-log.js";

/** Sends a reply and writes in the record of its request what was answered. */
export function sendReply(reply: Reply, request: OpenRequest, response: ServerResponse): void {
  if (reply.type === "hang") return;
  if (reply.type === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  request.status = reply.answer.status;
  request.answeredAt = performance.now();
  sendAnswer(reply.answer, reply.type === "truncated", response);
}

function sendAnswer({ status, headers, body }: Answer, truncated: boolean, response: ServerResponse): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { "x-amzn-RequestId": randomUUID(), "Content-Length": bytes.length, ...headers });
  if (!truncated) {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    response.destroy();
  });
}
