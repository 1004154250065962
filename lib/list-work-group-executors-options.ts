import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { checkFunction, checkInteger, checkObject, checkString } from "./checks/checks.js";
import { checkKnown, namesOf } from "./checks/check-known.js";
import { insteadUse, refuseMember } from "./checks/refuse-member.js";
import { sessionStates } from "./session-states.js";
import {
  executorsOptions,
  stateOptions,
  type ExecutorsConfig,
  type ExecutorsOptions,
  type StateOptions,
} from "./list-executors-options.js";

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
   * One state, or a non-empty array of them: each is a listing of its own, one after another, and every session is read
   * once. A session that moves from a state still to be listed to one that has been is missed. Default: the
   * sessions that the service lists by itself, which are the active ones by its documentation.
   */
  readonly SessionStateFilter?: SessionState | readonly SessionState[] | undefined;
  /** As in {@link ListExecutorsInput}. */
  readonly ExecutorStateFilter?: Filter;
}

/** What the sessions of a workgroup are swept by. */
export interface WorkGroupOptions extends ExecutorsOptions, StateOptions {
  readonly workGroup: string;
  readonly sessionStates: readonly (SessionState | undefined)[];
  readonly concurrency: number;
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
  onSessionError: true,
});

const INPUT = namesOf<ListWorkGroupExecutorsInput>({
  WorkGroup: true,
  SessionStateFilter: true,
  ExecutorStateFilter: true,
});

/** Validates `config` and `input` and fills in defaults. Throws a TypeError before any request. */
export function workGroupOptions(
  config: ListWorkGroupExecutorsConfig,
  input: ListWorkGroupExecutorsInput,
): WorkGroupOptions {
  const executors = executorsOptions(config);
  checkKnown("config", config, CONFIG);
  const { concurrency = 4, onSessionError } = config;
  checkInteger("concurrency", concurrency, 1, MOST_SESSIONS);
  if (onSessionError !== undefined) checkFunction("onSessionError", onSessionError);
  checkObject("input", input);
  const { WorkGroup: workGroup, SessionStateFilter, ExecutorStateFilter } = input;
  checkString("WorkGroup", workGroup, LONGEST_WORK_GROUP);
  refuseMember(input, "MaxResults", insteadUse("pageSize"));
  refuseMember(input, "NextToken", "a sweep reads from the first session on");
  refuseMember(input, "StateFilter", "use `SessionStateFilter`");
  checkKnown("input", input, INPUT);
  const states = stateOptions(ExecutorStateFilter);
  const sessions = sessionStates("SessionStateFilter", SessionStateFilter);
  return { ...executors, ...states, workGroup, sessionStates: sessions, concurrency, onSessionError };
}
