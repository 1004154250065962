import type { LocalTokenRefusal } from "../paging/tokens.js";
import type { LocalRequest } from "../server/request-log.js";

/** Answers a request as the service does beyond a quota: `{"__type":"ThrottlingException","message":"Rate exceeded"}`. */
export interface ThrottleFault {
  /** Too many calls. */
  readonly type: "throttle";
  /** The `Retry-After` header: finite seconds, or any text as it is to be sent. Default: no such header. */
  readonly retryAfter?: number | string | undefined;
  /** Default: 400, which is what Athena sends; 429 is what other services send. */
  readonly status?: number | undefined;
  /** Further headers, for instance `x-amz-retry-after` (ms). Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Answers a request with an error. */
export interface ErrorFault {
  /** An error of the service, or of what stands before it. */
  readonly type: "error";
  /** The HTTP status, 400 to 599. */
  readonly status: number;
  /** The `__type`. Default: `InternalServerException` from 500 up, `TooManyRequestsException` for 429, else `InvalidRequestException`. */
  readonly name?: string | undefined;
  /** Default: the text of the HTTP status. */
  readonly message?: string | undefined;
  /** `"html"` is what a load balancer in front of the service sends; it carries no `__type`. Default: `"json"`. */
  readonly format?: "json" | "html" | undefined;
  /** Further headers. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Resets the connection without an answer: `ECONNRESET`. */
export interface ResetFault {
  /** A broken connection. */
  readonly type: "reset";
}

/** Promises the whole answer by its `Content-Length`, sends half of it and ends the connection. */
export interface TruncatedFault {
  /** An answer that breaks off. */
  readonly type: "truncated";
}

/** Answers 200 with a body that is no JSON. */
export interface MalformedFault {
  /** An answer that cannot be parsed. */
  readonly type: "malformed";
  /** The body. Default: `{"ExecutorsSummary":[`. */
  readonly text?: string | undefined;
}

/** Never answers: it lasts until the client leaves or the endpoint is closed. */
export interface HangFault {
  /** No answer. */
  readonly type: "hang";
}

/** Answers 200 with exactly this JSON, whatever was asked for: for answers that the real service should never give. */
export interface BodyFault {
  /** Another answer. */
  readonly type: "body";
  /** Anything that `JSON.stringify` takes. */
  readonly body: unknown;
}

/** Refuses the token of a request, as the service refuses an expired or malformed one. A request without a token goes well. */
export interface ExpiredTokenFault {
  /** A token that is not taken any more. */
  readonly type: "expired-token";
  /** How the message begins; the token follows. Default: `"The nextPageToken is malformed:"`. */
  readonly refusal?: LocalTokenRefusal | undefined;
}

/** What goes wrong with one request, instead of its answer. A fault comes before validation and quota, and takes nothing from the quota. */
export type LocalFault =
  ThrottleFault | ErrorFault | ResetFault | TruncatedFault | MalformedFault | HangFault | BodyFault | ExpiredTokenFault;

/**
 * Which requests fail, and how. A list: entry n for request n, `undefined` for a request that goes well, and none fails after the last
 * entry. A function: asked for each request; what it throws is answered as a 500.
 */
export type LocalFaults = readonly (LocalFault | undefined)[] | ((request: LocalRequest) => LocalFault | undefined);
