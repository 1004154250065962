import type { IncomingMessage } from "node:http";
import { checkInteger } from "../../common/checks.js";

/** Scheme and authority of an absolute-form request target, as clients send it to a proxy. */
const ORIGIN = /^https?:\/\/[^/?]*/i;

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
  /**
   * Time when the request ended, in ms, on the clock of `performance.now()`: its answer was sent, its connection was
   * reset, or the client has disconnected. `undefined` until then.
   */
  readonly closedAt: number | undefined;
}

const OPEN = { status: undefined, answeredAt: undefined, closedAt: undefined };

/** The record of a request that may still change. */
export interface OpenRequest extends LocalRequest {
  status: number | undefined;
  answeredAt: number | undefined;
  closedAt: number | undefined;
}

/** A call of `answered()` that waits. */
interface Waiter {
  readonly count: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Numbers requests, keeps the latest, and counts their answers. */
export class RequestLog {
  readonly requests: OpenRequest[] = [];
  readonly #kept: number;
  #count = 0;
  #answers = 0;
  #isClosed = false;
  #waiters: Waiter[] = [];

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

  /** Counts an answer that was sent. */
  countAnswer(): void {
    this.#answers += 1;
    for (const { count, resolve } of this.#waiters) if (count <= this.#answers) resolve();
    this.#waiters = this.#waiters.filter(({ count }) => count > this.#answers);
  }

  /** Resolves when `count` requests have been answered since the start. Rejects on `close()`. */
  answered(count: number): Promise<void> {
    let isWaiting = false as boolean;
    const answered = new Promise<void>((resolve, reject) => {
      checkInteger("count", count, 0);
      if (count <= this.#answers) resolve();
      else if (this.#isClosed) reject(this.#closedError(count));
      else isWaiting = this.#waiters.push({ count, resolve, reject }) > 0;
    });
    // A test that fails before it awaits this closes the endpoint. That must not be an unhandled rejection.
    if (isWaiting) answered.catch(() => undefined);
    return answered;
  }

  /** Rejects all waiting calls of `answered()`. */
  close(): void {
    this.#isClosed = true;
    for (const { count, reject } of this.#waiters) reject(this.#closedError(count));
    this.#waiters = [];
  }

  #closedError(count: number): Error {
    return new Error(
      `Expected ${count} answered requests, but the endpoint was closed after ${this.#answers}. ` +
        "Send the requests before close()",
    );
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
  const path = pathOf(url);
  return { number, method, path, operation, input, headers, at, ...OPEN };
}

/** Returns path and query of a request target, in origin form or in absolute form. */
function pathOf(target: string): string {
  const path = target.replace(ORIGIN, "");
  return path === target || path.startsWith("/") ? path : `/${path}`;
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
