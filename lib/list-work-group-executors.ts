import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { checkFunction, checkInteger, checkObject, checkString } from "./checks/checks.js";
import type { ExecutorSummary, StateOf } from "./executors/executor-summary.js";
import { sessionStates } from "./executors/session-states.js";
import type { ExecutorPage } from "./list-executors.js";
import { executorsOptions, stateOptions, type ExecutorsConfig } from "./list-executors-options.js";
import type { PaginationIterable } from "./pagination/pagination-iterable.js";
import { WorkGroupExecutors, type WorkGroupOptions } from "./work-group-executors.js";

const LONGEST_WORK_GROUP = 128;
const MOST_SESSIONS = 1000;

/** How {@link listWorkGroupExecutors} lists. */
export interface ListWorkGroupExecutorsConfig extends Omit<ExecutorsConfig, "prefetch"> {
  /**
   * How many sessions are read side by side, an integer from 1 to 1 000; also the most calls in flight. A further one is
   * opened only when the consumer has used one up. Default: 4.
   */
  readonly concurrency?: number | undefined;
  /**
   * Called when the listing of a session fails; the sweep goes on with the others, and ends with what this throws or
   * rejects with. Without it the first failure ends the iteration. A session that has vanished before it was read is no
   * failure: it is a `session-skipped` event.
   */
  readonly onSessionError?: ((error: unknown, sessionId: string) => unknown) | undefined;
}

/** What {@link listWorkGroupExecutors} lists. */
export interface ListWorkGroupExecutorsInput<
  Filter extends ExecutorState | readonly ExecutorState[] | undefined =
    ExecutorState | readonly ExecutorState[] | undefined,
> {
  /** The workgroup, 1 to 128 characters. */
  readonly WorkGroup: string;
  /**
   * One state, or a non-empty array of them: each is a listing of its own, and every session is read once. Default: the
   * sessions that the service lists by itself, which are the active ones by its documentation.
   */
  readonly SessionStateFilter?: SessionState | readonly SessionState[] | undefined;
  /** As in {@link ListExecutorsInput}. */
  readonly ExecutorStateFilter?: Filter;
}

/** An executor, and the session that it belongs to. Unlike in a listing of one session it is an object of its own. */
export type SessionExecutor<State extends ExecutorState | undefined = ExecutorState | undefined> =
  ExecutorSummary<State> & {
    /** The session that the executor belongs to. */
    SessionId: string;
  };

/** A page of one of the sessions. */
export type WorkGroupExecutorPage<State extends ExecutorState | undefined = ExecutorState | undefined> = Omit<
  ExecutorPage<State>,
  "cursor" | "SessionId" | "ExecutorsSummary"
> & {
  /** The session that the page is of. */
  SessionId: string;
  /** The executors of the page that pass the filter, newest first. */
  ExecutorsSummary: SessionExecutor<State>[];
};

/** The executors of a workgroup: of several sessions side by side, within each session newest first. */
export interface WorkGroupExecutorPaginator<
  State extends ExecutorState | undefined = ExecutorState | undefined,
> extends PaginationIterable<SessionExecutor<State>> {
  /** Page by page, each of one session; also the pages that the filter has emptied. */
  pages(): PaginationIterable<WorkGroupExecutorPage<State>>;
  /** Every executor, in the order in which they came. */
  toArray(): Promise<SessionExecutor<State>[]>;
}

/**
 * Lists the executors of all sessions of a workgroup, several sessions side by side under one throttle.
 *
 * @throws TypeError at the call, before any request, if an option is missing or out of range.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { listWorkGroupExecutors } from "athena-executors";
 *
 * const executors = listWorkGroupExecutors(
 *   { client: new AthenaClient({}) },
 *   { WorkGroup: "primary", ExecutorStateFilter: "REGISTERED" },
 * );
 *
 * for await (const { SessionId, ExecutorId } of executors) console.log(SessionId, ExecutorId);
 * ```
 */
export function listWorkGroupExecutors<
  const Filter extends ExecutorState | readonly ExecutorState[] | undefined = undefined,
>(
  config: ListWorkGroupExecutorsConfig,
  input: ListWorkGroupExecutorsInput<Filter>,
): WorkGroupExecutorPaginator<StateOf<Filter>> {
  // The states were asked for, and no other passes: the narrowing is true by construction.
  return new WorkGroupExecutors(workGroupOptions(config, input)) as WorkGroupExecutorPaginator as never;
}

function workGroupOptions(config: ListWorkGroupExecutorsConfig, input: ListWorkGroupExecutorsInput): WorkGroupOptions {
  const executors = executorsOptions(config);
  const { concurrency = 4, onSessionError } = config;
  checkInteger("concurrency", concurrency, 1, MOST_SESSIONS);
  if (onSessionError !== undefined) checkFunction("onSessionError", onSessionError);
  checkObject("input", input);
  const { WorkGroup: workGroup, SessionStateFilter, ExecutorStateFilter } = input;
  checkString("WorkGroup", workGroup, 1, LONGEST_WORK_GROUP);
  const states = stateOptions(ExecutorStateFilter);
  const sessions = sessionStates("SessionStateFilter", SessionStateFilter);
  return { ...executors, ...states, workGroup, sessionStates: sessions, concurrency, onSessionError };
}
