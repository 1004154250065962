import type {
  CalculationSummary,
  ExecutorsSummary,
  ExecutorState,
  ExecutorType,
  SessionState,
} from "@aws-sdk/client-athena";

/** Any other text, without taking the known ones out of an editor's completion. */
type OtherText = string & Record<never, never>;

/** The SDK's `ExecutorsSummary`, also of a state or type that the SDK does not know: it is answered as it is. */
export interface LocalExecutor extends Omit<ExecutorsSummary, "ExecutorState" | "ExecutorType"> {
  /** One of the service's states, or any other text. */
  readonly ExecutorState?: ExecutorState | OtherText | undefined;
  /** One of the service's types, or any other text. */
  readonly ExecutorType?: ExecutorType | OtherText | undefined;
}

/**
 * Executors that are made on demand, for sessions too large to hold in memory. They are served in the order of their positions and
 * never sorted, so position 0 has to be the newest. `slice` must give the same executor for a position every time. Executors that join
 * come before them all; the first change of an executor reads the source up to it.
 */
export interface LocalExecutorSource {
  /** How many executors there are. */
  readonly length: number;
  /** The executors from position `start` up to, and without, position `end`; fewer where the list ends. */
  slice(start: number, end: number): readonly LocalExecutor[];
}

/** A session of the embedded endpoint, given as data. Names are those of the SDK. */
export interface LocalSession {
  /** 1 to 256 characters, unique in the endpoint. */
  readonly SessionId: string;
  /** The workgroup of the session: 1 to 128 letters, digits, `.`, `_` or `-`. Default: `"primary"`. */
  readonly WorkGroup?: string | undefined;
  /** Default: `"IDLE"`. */
  readonly State?: SessionState | undefined;
  /** Default: none. */
  readonly Description?: string | undefined;
  /** When the session started; `ListSessions` gives newer ones first. Default: when the endpoint was started. */
  readonly StartDateTime?: Date | undefined;
  /**
   * The executors, in any order: an array is copied and sorted once, newest first, executors without `StartDateTime` before all others
   * and ties in the given order. What is changed in the array afterwards is not seen: see `beforePage` and `LocalAthena.change`. The unit
   * of the times is the giver's business: they are answered as they are.
   */
  readonly executors: readonly LocalExecutor[] | LocalExecutorSource;
  /**
   * What `ListCalculationExecutions` lists, in any order: it is copied and sorted once, newest `Status.SubmissionDateTime` first, those
   * without one before all others and ties in the given order. Default: none.
   */
  readonly calculations?: readonly CalculationSummary[] | undefined;
  /**
   * `"as given"` leaves the executors in the given order, for a wrong one within and across pages, and those that join come first.
   * Default: `"newest first"`.
   */
  readonly order?: "newest first" | "as given" | undefined;
  /** Executors that join or change, and the state of the session, between the pages of ListExecutors. Default: nothing happens. */
  readonly beforePage?: LocalSessionChanges | undefined;
  /** A session with a life is a `LocalLivingSession`, and has no data. */
  readonly life?: undefined;
}

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
