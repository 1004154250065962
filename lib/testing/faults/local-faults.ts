import type { LocalTokenRefusal } from "../paging/tokens.js";
import type { LocalRequest } from "../server/request-log.js";

/** Answers as the service does above a quota: `{"__type":"ThrottlingException","message":"Rate exceeded"}`. */
export interface ThrottleFault {
  /** Throttling. */
  readonly type: "throttle";
  /**
   * Value of the `Retry-After` header: finite seconds, or a string that is sent as given.
   *
   * @default no such header
   */
  readonly retryAfter?: number | string | undefined;
  /**
   * HTTP status, an integer from 400 to 599. Athena sends 400, other services 429.
   *
   * @default 400
   */
  readonly status?: number | undefined;
  /**
   * Further headers, for example `x-amz-retry-after` (ms).
   *
   * @default none
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Answers with an error. */
export interface ErrorFault {
  /** An error of the service, or of a proxy or load balancer before it. */
  readonly type: "error";
  /** HTTP status, an integer from 400 to 599. */
  readonly status: number;
  /**
   * Name of the error, sent as `__type`.
   *
   * @default `InternalServerException` from 500 up, `TooManyRequestsException` for 429, else `InvalidRequestException`
   */
  readonly name?: string | undefined;
  /**
   * Message of the error.
   *
   * @default the text of the HTTP status
   */
  readonly message?: string | undefined;
  /**
   * Format of the body. Load balancers send `"html"`, which has no `__type`.
   *
   * @default "json"
   */
  readonly format?: "json" | "html" | undefined;
  /**
   * Further headers.
   *
   * @default none
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Resets the connection without an answer (`ECONNRESET`). */
export interface ResetFault {
  /** A connection reset. */
  readonly type: "reset";
}

/** Sends half of the answer under its full `Content-Length`, and closes the connection. */
export interface TruncatedFault {
  /** A truncated answer. */
  readonly type: "truncated";
}

/** Answers with status 200 and a body that is not JSON. */
export interface MalformedFault {
  /** A malformed answer. */
  readonly type: "malformed";
  /**
   * Body of the answer.
   *
   * @default `{"ExecutorsSummary":[`
   */
  readonly text?: string | undefined;
}

/** Never answers. The request ends when the client disconnects or the endpoint is closed. */
export interface HangFault {
  /** A request without answer. */
  readonly type: "hang";
}

/** Answers any request with status 200 and this JSON. Use it for answers that the service should never give. */
export interface BodyFault {
  /** A fixed body. */
  readonly type: "body";
  /** Any value that `JSON.stringify` accepts. */
  readonly body: unknown;
}

/**
 * Refuses the token of a request, as the service refuses an expired or malformed one. A request without token succeeds.
 */
export interface ExpiredTokenFault {
  /** An expired token. */
  readonly type: "expired-token";
  /**
   * Start of the message, before the token.
   *
   * @default "The nextPageToken is malformed:"
   */
  readonly refusal?: LocalTokenRefusal | undefined;
}

/**
 * A fault of one request, sent instead of its answer. It comes before validation and quota, and uses none of the quota.
 */
export type LocalFault =
  ThrottleFault | ErrorFault | ResetFault | TruncatedFault | MalformedFault | HangFault | BodyFault | ExpiredTokenFault;

/**
 * Faults of requests. In an array, entry n is the fault of request n; `undefined` is none. A function is called for
 * each request; if it throws, the request is answered with status 500.
 */
export type LocalFaults = readonly (LocalFault | undefined)[] | ((request: LocalRequest) => LocalFault | undefined);
