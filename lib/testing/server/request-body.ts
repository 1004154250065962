import type { IncomingMessage, ServerResponse } from "node:http";
import { jsonAnswer } from "./reply.js";
import { requestTooLarge } from "./service-error.js";

/** Bytes of the largest accepted body, 1 MiB. */
const LARGEST_BODY = 2 ** 20;

/** Bytes to discard of a refused body before the connection is closed. */
const MOST_DISCARDED = 64 * LARGEST_BODY;

/**
 * Reads the body. If the client disconnects before its end, `onBody` is never called. If the body is larger than 1 MiB,
 * by its `Content-Length` or as it arrives, the request is answered with status 413 and `onBody` is never called.
 */
export function readBody(message: IncomingMessage, response: ServerResponse, onBody: (body: string) => void): void {
  if (Number(message.headers["content-length"]) > LARGEST_BODY) {
    refuseBody(message, response);
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    chunks.push(chunk);
    if (size <= LARGEST_BODY) return;
    chunks.length = 0;
    message.off("data", onData);
    message.off("end", onEnd);
    refuseBody(message, response);
  };
  const onEnd = (): void => {
    onBody(Buffer.concat(chunks).toString("utf8"));
  };
  message.on("data", onData);
  message.once("end", onEnd);
}

/**
 * Answers at once, but ends the response after the request. Closing a connection with unread data resets it, and the
 * client would not see the answer.
 */
function refuseBody(message: IncomingMessage, response: ServerResponse): void {
  const error = requestTooLarge(LARGEST_BODY);
  const { status, headers, body } = jsonAnswer(error.status, error.body);
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" });
  response.write(body);
  let discarded = 0;
  message.on("data", (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MOST_DISCARDED) response.destroy();
  });
  message.once("end", () => {
    response.end();
  });
}
