/** Why an iteration ended. */
export type EndReason = "complete" | "maxItems" | "startedAfter" | "left" | "aborted" | "failed";

/** What an iteration did, from its first `next()` to its end. */
export interface PaginationTotals {
  /** Pages that the service answered with. */
  readonly pages: number;
  /** Requests sent, each attempt counted. */
  readonly requests: number;
  /** Of the requests, those that repeated a failed one. */
  readonly retries: number;
  /** Items on the pages as the service sent them, duplicates included. */
  readonly seen: number;
  /** Items handed to the consumer. */
  readonly yielded: number;
  /** Items that had been seen before and were dropped. */
  readonly duplicates: number;
  /** Milliseconds that requests waited for the throttle and between attempts. */
  readonly waited: number;
}

/** An attempt of a request is about to be sent; the throttle has let it pass. `attempt` counts from 1. */
export interface RequestEvent {
  readonly type: "request";
  readonly operation: string;
  readonly attempt: number;
}

/**
 * A page has come in. `page` counts from 1, `items` is what the service sent on it, `yielded` how many of them are
 * handed on: not the duplicates, nor what the filter or a limit holds back.
 */
export interface PageEvent {
  readonly type: "page";
  readonly page: number;
  readonly items: number;
  readonly yielded: number;
}

/** Attempt number `attempt` failed with `error`; the next one follows after `delay` milliseconds. */
export interface RetryEvent {
  readonly type: "retry";
  readonly error: unknown;
  readonly attempt: number;
  readonly delay: number;
}

/** A request has waited `delay` milliseconds: for its turn, or because the service had asked everybody to slow down. */
export interface WaitEvent {
  readonly type: "wait";
  readonly reason: "throttle" | "cool-down";
  readonly delay: number;
}

/** An executor came a second time, because the pages shifted while they were read. It was dropped. */
export interface DuplicateEvent {
  readonly type: "duplicate";
  readonly executorId: string;
}

/** An executor came that is newer than the one before it. It is yielded all the same. */
export interface DisorderEvent {
  readonly type: "disorder";
  readonly executorId: string;
}

/**
 * The service no longer took one of its own tokens (`error`): the listing is read anew from the newest executor, and
 * goes on where it had come.
 */
export interface RestartEvent {
  readonly type: "restart";
  readonly error: unknown;
}

/** A session of a workgroup was gone before its executors were listed: the first call said so by `error`. */
export interface SessionSkippedEvent {
  readonly type: "session-skipped";
  readonly sessionId: string;
  readonly error: unknown;
}

/** The last event of every iteration. */
export interface EndEvent {
  readonly type: "end";
  readonly reason: EndReason;
  readonly totals: PaginationTotals;
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
  | EndEvent;
