import type { IncomingMessage } from "node:http";

import type { LocalRequest } from "./local-request.js";

/** The record of a request while the endpoint still writes in it. */
export interface OpenRequest extends LocalRequest {
  status: number | undefined;
  answeredAt: number | undefined;
}

/** Numbers the requests and keeps the latest of them. */
export class RequestLog {
  readonly requests: OpenRequest[] = [];
  readonly #kept: number;
  #count = 0;

  constructor(kept: number) {
    this.#kept = kept;
  }

  add(message: IncomingMessage, body: string, at: number): OpenRequest {
    this.#count += 1;
    const request = describe(message, body, at, this.#count);
    this.requests.push(request);
    if (this.requests.length > this.#kept) this.requests.shift();
    return request;
  }
}

function describe(
  { method = "", url = "", headers }: IncomingMessage,
  body: string,
  at: number,
  number: number,
): OpenRequest {
  const input = parseJson(body);
  const operation = operationName(headers["x-amz-target"]);
  return { number, method, path: url, operation, input, headers, at, status: undefined, answeredAt: undefined };
}

/** The service tells the prefix's case apart. */
function operationName(target: string | string[] | undefined): string | undefined {
  const prefix = "AmazonAthena.";
  return typeof target === "string" && target.startsWith(prefix) ? target.slice(prefix.length) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
