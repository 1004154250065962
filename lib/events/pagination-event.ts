import type { SessionState } from "@aws-sdk/client-athena";

/** Why an iteration ended. */
export type EndReason = "complete" | "maxItems" | "startedAfter" | "left" | "aborted" | "failed";

/** What an iteration did, from its first `next()` to its end. */
export interface PaginationTotals {
  /** Pages of items that the service answered with. Those of the sessions of a workgroup are not counted. */
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
  /** What the service calls it, such as `ListExecutors`. */
  readonly operation: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

/**
 * A page has come in. `page` counts from 1, `items` is what the service sent on it, `yielded` how many of them are
 * handed on: not the duplicates, nor what the filter or a limit holds back. In a sweep it is before the `maxItems` of the
 * whole sweep; in a watch it is how many changes were found.
 */
export interface PageEvent {
  /** It comes before the items of the page are handed on. */
  readonly type: "page";
  /** The number of the page in this iteration, from 1. */
  readonly page: number;
  /** Items on the page as the service sent it. */
  readonly items: number;
  /** How many of them are handed on. */
  readonly yielded: number;
}

/** Attempt number `attempt` has failed with `error`, and another one follows unless the call is aborted. */
export interface RetryEvent {
  /** It comes before the wait for the next attempt. */
  readonly type: "retry";
  /** The service's, the SDK's or the network's error itself. Its message is theirs, and may echo a token. */
  readonly error: unknown;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
}

/** A request has waited `delay` milliseconds. */
export interface WaitEvent {
  /** It comes after the wait, before the request. */
  readonly type: "wait";
  /**
   * `throttle`: for its turn. `cool-down`: some of the wait fell into a pause that the service had asked for. `backoff`:
   * between two attempts.
   */
  readonly reason: "throttle" | "cool-down" | "backoff";
  /** The time really waited in milliseconds, at least 1. */
  readonly delay: number;
}

/** An executor came a second time, because the pages shifted while they were read. It was dropped. */
export interface DuplicateEvent {
  /** One comes for each executor that is dropped. */
  readonly type: "duplicate";
  /** The executor that came again. */
  readonly executorId: string;
}

/** An executor came that is newer than the one before it. It is yielded all the same. */
export interface DisorderEvent {
  /** One comes for each executor that is out of order. */
  readonly type: "disorder";
  /** The executor that is newer than the one before it. */
  readonly executorId: string;
}

/**
 * The service no longer took one of its own tokens (`error`): the listing is read anew from the newest executor, and
 * goes on where it had come.
 */
export interface RestartEvent {
  /** It comes before the listing is read anew. */
  readonly type: "restart";
  /** The service's error itself. Its message is the service's, which echoes the token that it refused. */
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
 * The throttle cannot keep to the quota as it should, because of `error`: one that shares it with other processes has
 * lost its store, and goes on by itself. Told once an iteration and outage, when a call has been let through like that.
 */
export interface ThrottleDegradedEvent {
  /** It comes with the first call that was let through without the quota being certain. */
  readonly type: "throttle-degraded";
  /** What the store was lost by, as the throttle says: see {@link Throttle.degradedBy}. */
  readonly error: unknown;
}

/** The last event of every iteration. */
export interface EndEvent {
  /** Nothing follows it. */
  readonly type: "end";
  /** Why the iteration ended. */
  readonly reason: EndReason;
  /** What it did. */
  readonly totals: PaginationTotals;
  /** How the session of a watch ended; absent if the service no longer knows it, and for anything but a watch. */
  readonly sessionState?: SessionState | undefined;
}

/** What `onEvent` is called with. Tokens and cursors are never part of an event. */
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
