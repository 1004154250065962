import type { IncomingMessage } from "node:http";

/** A request that the endpoint received. It is recorded when its body is complete; CORS preflights are not recorded. */
export interface LocalRequest {
  /** 1 for the first request. */
  readonly number: number;
  /** The HTTP method. */
  readonly method: string;
  /** The path with its query, `/` for the service's operations. */
  readonly path: string;
  /** The name behind `AmazonAthena.` in `X-Amz-Target`, also an unknown one; `undefined` without such a header. */
  readonly operation: string | undefined;
  /** The body as parsed JSON; `undefined` if it is none. */
  readonly input: unknown;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** When its headers arrived, on the clock of `performance.now()`, in ms. */
  readonly at: number;
  /** The HTTP status answered; `undefined` while there is no answer, and for ever after `reset` and `hang`. */
  readonly status: number | undefined;
  /** When the answer was sent, on the clock of `performance.now()`, in ms; `undefined` as `status` is. */
  readonly answeredAt: number | undefined;
}

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
