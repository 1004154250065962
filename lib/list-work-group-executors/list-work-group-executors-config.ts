import type { ExecutorFilter } from "../executors/executor-states.js";
import type { SessionState, SessionSummary } from "@aws-sdk/client-athena";
import { checkFunction, checkInteger, checkObject, checkString, insteadUse, refuseMember } from "../common/checks.js";
import { checkKnown, namesOf } from "../common/option-names.js";
import { sessionStates } from "../athena/session-states.js";
import {
  executorsSettings,
  stateSettings,
  type ExecutorsConfig,
  type ExecutorsSettings,
  type StateSettings,
} from "../list-executors/list-executors-config.js";

const LONGEST_WORK_GROUP = 128;
const MOST_SESSIONS = 1000;

/** Options of {@link listWorkGroupExecutors}. */
export interface ListWorkGroupExecutorsConfig extends Omit<ExecutorsConfig, "prefetch"> {
  /**
   * Sessions to read side by side, an integer from 1 to 1 000; also the most calls in flight. The next session is
   * opened when the consumer has used one up.
   *
   * @default 4
   */
  readonly concurrency?: number | undefined;
  /**
   * Called with each session before it is read. `false` leaves the session out without a call. Anything but a boolean,
   * such as a promise, ends the sweep with a TypeError; an exception ends it too.
   *
   * @default every session is read
   */
  readonly session?: ((session: SessionSummary) => boolean) | undefined;
  /**
   * Called when the listing of a session fails. The sweep continues with the other sessions, and ends with what this
   * function throws or rejects with. A session that is gone before its first page is no failure but a
   * `session-skipped` event.
   *
   * @default the first failure ends the sweep
   */
  readonly onSessionError?: ((error: unknown, sessionId: string) => unknown) | undefined;
}

/** Input of {@link listWorkGroupExecutors}. */
export interface ListWorkGroupExecutorsInput<Filter extends ExecutorFilter | undefined = ExecutorFilter | undefined> {
  /** The workgroup, 1 to 128 characters. */
  readonly WorkGroup: string;
  /**
   * One state, or a non-empty array of them. Sessions are listed once per state, and each is read once. A session that
   * changes state during the sweep can be missed.
   *
   * @default the sessions that the service lists without a filter, which are the active ones by its documentation
   */
  readonly SessionStateFilter?: SessionState | readonly SessionState[] | undefined;
  /** As in {@link ListExecutorsInput}. */
  readonly ExecutorStateFilter?: Filter;
}

/** {@link ListWorkGroupExecutorsConfig} and {@link ListWorkGroupExecutorsInput}, checked. */
export interface WorkGroupSettings extends ExecutorsSettings, StateSettings {
  readonly workGroup: string;
  readonly sessionStates: readonly (SessionState | undefined)[];
  readonly concurrency: number;
  readonly session: NonNullable<ListWorkGroupExecutorsConfig["session"]>;
  readonly onSessionError: ListWorkGroupExecutorsConfig["onSessionError"];
}

const CONFIG = namesOf<ListWorkGroupExecutorsConfig>({
  client: true,
  throttle: true,
  retry: true,
  pageSize: true,
  maxItems: true,
  startedAfter: true,
  concurrency: true,
  strictOrder: true,
  abortSignal: true,
  onEvent: true,
  session: true,
  onSessionError: true,
});

const INPUT = namesOf<ListWorkGroupExecutorsInput>({
  WorkGroup: true,
  SessionStateFilter: true,
  ExecutorStateFilter: true,
});

/** Validates `config` and `input` and fills in defaults. Throws a TypeError before any request. */
export function workGroupSettings(
  config: ListWorkGroupExecutorsConfig,
  input: ListWorkGroupExecutorsInput,
): WorkGroupSettings {
  const executors = executorsSettings(config);
  checkKnown("config", config, CONFIG);
  const { concurrency = 4, session = () => true, onSessionError } = config;
  checkInteger("concurrency", concurrency, 1, MOST_SESSIONS);
  checkFunction("session", session);
  if (onSessionError !== undefined) checkFunction("onSessionError", onSessionError);
  checkObject("input", input);
  const { WorkGroup: workGroup, SessionStateFilter, ExecutorStateFilter } = input;
  checkString("WorkGroup", workGroup, LONGEST_WORK_GROUP);
  refuseMember(input, "MaxResults", insteadUse("pageSize"));
  refuseMember(input, "NextToken", "a sweep reads from the first session on");
  refuseMember(input, "StateFilter", "use `SessionStateFilter`");
  checkKnown("input", input, INPUT);
  const states = stateSettings(ExecutorStateFilter);
  const sessions = sessionStates("SessionStateFilter", SessionStateFilter);
  return { ...executors, ...states, workGroup, sessionStates: sessions, concurrency, session, onSessionError };
}
