import type { SessionState } from "@aws-sdk/client-athena";

/** Why an iteration ended. */
export type EndReason = "complete" | "maxItems" | "startedAfter" | "left" | "aborted" | "failed";

/** Totals of an iteration, from its first `next()` to its end. */
export interface PaginationTotals {
  /** Pages of items that the service answered with. Pages of sessions are not counted. */
  readonly pages: number;
  /** Requests sent, each attempt counted. */
  readonly requests: number;
  /** Of the requests, those that repeated a failed one. */
  readonly retries: number;
  /** Items on these pages as the service sent them, duplicates included. */
  readonly seen: number;
  /** Items handed to the consumer. */
  readonly yielded: number;
  /** Items that had been seen before and were dropped. */
  readonly duplicates: number;
  /** Sessions of a sweep that were skipped because they were gone. */
  readonly skipped: number;
  /** Total of the `wait` events, in milliseconds. Parallel waits are added together. */
  readonly waited: number;
}

/** An attempt of a request is about to be sent; the throttle has let it pass. `attempt` counts from 1. */
export interface RequestEvent {
  /** It is sent again for every attempt. */
  readonly type: "request";
  /** Name of the operation, such as `ListExecutors`. */
  readonly operation: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

/**
 * A page was received. `yielded` excludes duplicates and items that a filter or limit drops. In a sweep it is counted
 * before the overall `maxItems`. In a watch it is the number of changes.
 */
export interface PageEvent {
  /** Emitted before the items of the page are yielded. */
  readonly type: "page";
  /** The number of the page in this iteration, from 1. */
  readonly page: number;
  /** Number of items that the service sent. */
  readonly items: number;
  /** Number of items to yield. */
  readonly yielded: number;
}

/** Attempt number `attempt` has failed with `error`, and another one follows unless the call is aborted. */
export interface RetryEvent {
  /** It comes before the wait for the next attempt. */
  readonly type: "retry";
  /** The original error of the service, the SDK or the network. Its message may contain a token. */
  readonly error: unknown;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
}

/** A request has waited `delay` milliseconds. */
export interface WaitEvent {
  /** It comes after the wait, before the request. */
  readonly type: "wait";
  /**
   * `throttle`: for the rate limit. `cool-down`: at least partly for a pause that the service asked for. `backoff`:
   * between two attempts.
   */
  readonly reason: "throttle" | "cool-down" | "backoff";
  /** The actual wait in milliseconds, at least 1. */
  readonly delay: number;
}

/** An executor was listed a second time, because pages shifted during the listing. It was dropped. */
export interface DuplicateEvent {
  /** One comes for each executor that is dropped. */
  readonly type: "duplicate";
  /** The repeated executor. */
  readonly executorId: string;
}

/** An executor is newer than the one before it. It is yielded. */
export interface DisorderEvent {
  /** One comes for each executor that is out of order. */
  readonly type: "disorder";
  /** The executor that is newer than the one before it. */
  readonly executorId: string;
}

/**
 * The service rejected one of its own page tokens with `error`. The listing restarts from the newest executor and
 * resumes at its position.
 */
export interface RestartEvent {
  /** Emitted before the listing restarts. */
  readonly type: "restart";
  /** The original error of the service. Its message may contain the rejected token. */
  readonly error: unknown;
}

/** A session of a workgroup was skipped, because it was gone before its executors were listed. */
export interface SessionSkippedEvent {
  /** The sweep continues with the other sessions. */
  readonly type: "session-skipped";
  /** The session that was gone. */
  readonly sessionId: string;
  /** The service's answer to the first call of its listing. */
  readonly error: unknown;
}

/**
 * A shared throttle has lost its store because of `error`, and continues on its own. Reported once per outage and
 * iteration, when a call passes.
 */
export interface ThrottleDegradedEvent {
  /** Emitted with the first call that passes without a certain quota. */
  readonly type: "throttle-degraded";
  /** The reason that the throttle gives, see {@link Throttle.degradedBy}. */
  readonly error: unknown;
}

/** The last event of every iteration. */
export interface EndEvent {
  /** Nothing follows it. */
  readonly type: "end";
  /** Why the iteration ended. */
  readonly reason: EndReason;
  /** Totals of the iteration. */
  readonly totals: PaginationTotals;
  /** How the session of a watch ended; absent if the service no longer knows it, and for anything but a watch. */
  readonly sessionState?: SessionState | undefined;
}

/** The events that `onEvent` receives. Our own event data never contains tokens or cursors. */
export type PaginationEvent =
  | RequestEvent
  | PageEvent
  | RetryEvent
  | WaitEvent
  | DuplicateEvent
  | DisorderEvent
  | RestartEvent
  | SessionSkippedEvent
  | ThrottleDegradedEvent
  | EndEvent;
