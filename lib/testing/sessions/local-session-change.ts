import type { SessionState } from "@aws-sdk/client-athena";

import type { LocalExecutor } from "./local-executor.js";

/** What happens to a session at one moment. */
export interface LocalSessionChange {
  /** The session's new state; it also sets `LastModifiedDateTime`. Default: as before. */
  readonly State?: SessionState | undefined;
  /** Why it has another state; it goes with that state, and is of no use without one. Default: none. */
  readonly StateChangeReason?: string | undefined;
  /**
   * Executors that the session has already: `ExecutorId` says which, the other members given take the place of what they were, one
   * given as `undefined` is removed. An executor that gets another `StartDateTime` moves to its new place. Default: none.
   */
  readonly changed?: readonly LocalExecutor[] | undefined;
  /**
   * New executors, in the order in which they join. Each takes the place of its `StartDateTime`, and counts as newer than those with the
   * same; it comes first in a session whose executors are not sorted. Default: none.
   */
  readonly joined?: readonly LocalExecutor[] | undefined;
}

/** A page of ListExecutors that is about to be served. */
export interface LocalPageRequest {
  /** 1 for the first page of the session that the endpoint serves, whoever asks and for whichever listing. */
  readonly number: number;
  /** The session whose executors are asked for. */
  readonly SessionId: string;
  /** `undefined` for executors in every state. */
  readonly ExecutorStateFilter: string | undefined;
  /** `undefined` where the request names no page size. */
  readonly MaxResults: number | undefined;
  /** `undefined` or empty for the first page of a listing. */
  readonly NextToken: string | undefined;
}

/**
 * What happens to a session right before a page of its executors is cut. A list: entry n before the n-th page of the session that the
 * endpoint serves, `undefined` for nothing, and nothing after the last entry. A function: asked before each page; what it throws, and
 * a bad change, is answered as a 500. A refused request is no page.
 */
export type LocalSessionChanges =
  readonly (LocalSessionChange | undefined)[] | ((page: LocalPageRequest) => LocalSessionChange | undefined);
