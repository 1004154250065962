import type { IncomingMessage, ServerResponse } from "node:http";

/** Lets a page of any origin read the answers, the request id among them. */
export function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", "x-amzn-RequestId, Retry-After, x-amz-retry-after, Date");
}

/** A wildcard would not cover `Authorization`, so the headers that the browser asks for are allowed by name. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": request.headers["access-control-request-headers"] ?? "*",
    "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "86400",
  });
  response.end();
}
