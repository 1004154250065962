import type { CalculationSummary, SessionState } from "@aws-sdk/client-athena";

import type { LocalExecutor } from "./local-executor.js";
import type { LocalSessionChanges } from "./local-session-change.js";

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
