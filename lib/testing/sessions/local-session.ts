import type {
  CalculationStatus,
  CalculationSummary,
  ExecutorsSummary,
  ExecutorState,
  ExecutorType,
  SessionState,
} from "@aws-sdk/client-athena";
import type { LocalTime } from "./local-time.js";

/** Any other string. An editor still completes the known ones. */
type OtherText = string & Record<never, never>;

/** The SDK's `ExecutorsSummary`, also with a state or type that the SDK does not know. It is returned as given. */
export interface LocalExecutor extends Omit<ExecutorsSummary, "ExecutorState" | "ExecutorType"> {
  /** A state of the service, or any other string. */
  readonly ExecutorState?: ExecutorState | OtherText | undefined;
  /** A type of the service, or any other string. */
  readonly ExecutorType?: ExecutorType | OtherText | undefined;
}

/**
 * Executors that are created on demand, for sessions too large for memory. They are listed by position and not sorted,
 * so position 0 must be the newest. `slice` must always return the same executor for a position.
 *
 * Executors that join are listed first. The first change of an executor reads the source up to it.
 */
export interface LocalExecutorSource {
  /** Number of executors. */
  readonly length: number;
  /**
   * Returns the executors from position `start` up to, but not including, `end`. Returns fewer at the end of the list.
   */
  slice(start: number, end: number): readonly LocalExecutor[];
}

/** The SDK's `CalculationSummary`, with times that JSON can hold. */
export interface LocalCalculation extends Omit<CalculationSummary, "Status"> {
  /** Status of the calculation. */
  readonly Status?: LocalCalculationStatus | undefined;
}

/** The SDK's `CalculationStatus`, with times that JSON can hold. */
export interface LocalCalculationStatus extends Omit<CalculationStatus, "SubmissionDateTime" | "CompletionDateTime"> {
  /** Time of submission. */
  readonly SubmissionDateTime?: LocalTime | undefined;
  /** Time of completion. */
  readonly CompletionDateTime?: LocalTime | undefined;
}

/**
 * A session of the embedded endpoint, given as data. The names are those of the SDK. Without functions and executor
 * sources it can be read from JSON.
 */
export interface LocalSession {
  /** Id of 1 to 256 characters, unique in the endpoint. */
  readonly SessionId: string;
  /**
   * Workgroup of the session: 1 to 128 letters, digits, `.`, `_` or `-`.
   *
   * @default "primary"
   */
  readonly WorkGroup?: string | undefined;
  /**
   * State of the session.
   *
   * @default "IDLE"
   */
  readonly State?: SessionState | undefined;
  /**
   * Description of the session, 1 to 1024 characters.
   *
   * @default none
   */
  readonly Description?: string | undefined;
  /**
   * Start of the session. `ListSessions` lists newer sessions first.
   *
   * @default the start of the endpoint
   */
  readonly StartDateTime?: LocalTime | undefined;
  /**
   * Executors in any order. The array is copied and sorted once: newest first, executors without `StartDateTime` before
   * all others. Ties keep the given order. Times are returned as given; the unit is up to you.
   */
  readonly executors: readonly LocalExecutor[] | LocalExecutorSource;
  /**
   * Calculations in any order. The array is copied and sorted once: newest `Status.SubmissionDateTime` first,
   * calculations without one before all others. Ties keep the given order.
   *
   * @default none
   */
  readonly calculations?: readonly LocalCalculation[] | undefined;
  /**
   * Order of the executors. `"as given"` keeps the given order, also a wrong one. Executors that join are then listed
   * first.
   *
   * @default "newest first"
   */
  readonly order?: "newest first" | "as given" | undefined;
  /**
   * Changes between the pages of `ListExecutors`.
   *
   * @default none
   */
  readonly beforePage?: LocalSessionChanges | undefined;
  /** Absent: a session with a life is a `LocalLivingSession`. */
  readonly life?: undefined;
}

/** A change of a session. */
export interface LocalSessionChange {
  /**
   * New state of the session. It also sets `LastModifiedDateTime`.
   *
   * @default unchanged
   */
  readonly State?: SessionState | undefined;
  /**
   * Reason for the new state, 1 to 1024 characters. Ignored unless the state changes.
   *
   * @default none
   */
  readonly StateChangeReason?: string | undefined;
  /**
   * Changed executors, identified by `ExecutorId`. The given members replace the old ones; `undefined` removes a
   * member. A new `StartDateTime` moves the executor to its new place.
   *
   * @default none
   */
  readonly changed?: readonly LocalExecutor[] | undefined;
  /**
   * New executors, in the order in which they join. Each is listed by its `StartDateTime`, before executors with the
   * same one. In a session with `order: "as given"` it is listed first.
   *
   * @default none
   */
  readonly joined?: readonly LocalExecutor[] | undefined;
}

/** A page of `ListExecutors` that is about to be served. */
export interface LocalPageRequest {
  /** 1 for the first page of the session since the start of the endpoint, counted over all listings. */
  readonly number: number;
  /** Id of the session. */
  readonly SessionId: string;
  /** The requested state; `undefined` for all. */
  readonly ExecutorStateFilter: string | undefined;
  /** Requested page size; `undefined` if the request has none. */
  readonly MaxResults: number | undefined;
  /** Token of the request; `undefined` or empty for the first page of a listing. */
  readonly NextToken: string | undefined;
}

/**
 * Changes of a session before its pages are served. In an array, entry n applies before the n-th page of the session;
 * `undefined` or, in JSON, `null` changes nothing. A function is called before each page. If it throws or returns a bad
 * change, the request is answered with status 500. Refused requests do not count as pages.
 */
export type LocalSessionChanges =
  readonly (LocalSessionChange | null | undefined)[] | ((page: LocalPageRequest) => LocalSessionChange | undefined);
