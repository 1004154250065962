import type { IncomingMessage } from "node:http";

/** A request to the endpoint, recorded when its body is complete. CORS preflights are not recorded. */
export interface LocalRequest {
  /** Number of the request, from 1. */
  readonly number: number;
  /** HTTP method. */
  readonly method: string;
  /** Path with its query. It is `/` for the operations of the service. */
  readonly path: string;
  /** Name after `AmazonAthena.` in `X-Amz-Target`, also an unknown one. `undefined` without such a header. */
  readonly operation: string | undefined;
  /** Body as parsed JSON; `undefined` if it is not JSON. */
  readonly input: unknown;
  /** Headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Time when its headers arrived, in ms, on the clock of `performance.now()`. */
  readonly at: number;
  /** HTTP status of the answer; `undefined` until it is sent, and after `reset` and `hang`. */
  readonly status: number | undefined;
  /** Time when the answer was sent, in ms, on the clock of `performance.now()`; else `undefined`. */
  readonly answeredAt: number | undefined;
}

/** The record of a request that may still change. */
export interface OpenRequest extends LocalRequest {
  status: number | undefined;
  answeredAt: number | undefined;
}

/** Numbers requests and keeps the latest. */
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

/** Returns the name of the operation. Like the service, it distinguishes upper and lower case. */
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
