import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { OpenRequest, RequestLog } from "./request-log.js";

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return textAnswer(status, JSON.stringify(body), headers);
}

/** Makes an answer with the content type of the protocol. The body need not be JSON. */
export function textAnswer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "Content-Type": "application/x-amz-json-1.1", ...headers }, body };
}

/** Reply to a client: an answer, half of one, or none. */
export type Reply =
  | { readonly type: "whole" | "truncated"; readonly answer: Answer }
  | { readonly type: "reset" }
  | { readonly type: "hang" };

/** Sends a reply and records its status. */
export function sendReply(reply: Reply, request: OpenRequest, response: ServerResponse, log: RequestLog): void {
  if (reply.type === "hang") return;
  if (reply.type === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  request.status = reply.answer.status;
  request.answeredAt = performance.now();
  sendAnswer(reply.answer, reply.type === "truncated", response);
  log.countAnswer();
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
