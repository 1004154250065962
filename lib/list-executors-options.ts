import type { ExecutorState } from "@aws-sdk/client-athena";
import {
  checkBoolean,
  checkDate,
  checkFunction,
  checkInteger,
  checkObject,
  checkSignal,
  checkString,
} from "./checks/checks.js";
import type { PaginationEvent } from "./events/pagination-event.js";
import { cursorScope, decodeCursor } from "./executors/cursor.js";
import { checkStateFilter } from "./executors/executor-states.js";
import type { ResumePoint } from "./executors/resume-point.js";
import { callOptions, type CallConfig, type CallOptions } from "./middleware/call-options.js";

/** `MaxResults` of the service: 1 to 100. */
export const LARGEST_PAGE = 100;
const LONGEST_SESSION_ID = 256;
const LONGEST_TOKEN = 2048;

/** How {@link listExecutors} lists. */
export interface ListExecutorsConfig extends CallConfig {
  /** Executors per call (`MaxResults`), an integer from 1 to 100. Default: 100. */
  readonly pageSize?: number | undefined;
  /**
   * How many executors to yield at most, an integer >= 0; 0 yields and sends nothing. No more are asked for than are
   * still wanted, except under an array of states, which is filtered here. Default: no limit.
   */
  readonly maxItems?: number | undefined;
  /**
   * Only executors that started strictly later are yielded. As they come newest first, the listing ends after the
   * first page that holds an older one, unless it came out of order: then it is read to its end. An executor without
   * start time counts as newest. Default: no limit.
   */
  readonly startedAfter?: Date | undefined;
  /** A `NextToken` of the service to start from. Default: from the newest executor. */
  readonly startingToken?: string | undefined;
  /**
   * Resumes right after the executor or page that this cursor came with. It is bound to the session and the filter;
   * `maxItems` counts anew. Not together with `startingToken`. Default: from the newest executor.
   */
  readonly cursor?: string | undefined;
  /**
   * Pages fetched ahead while the consumer works, an integer >= 0. Executors: from the second `next()` on that finds one
   * in hand, so that taking the newest and leaving costs one call. Pages: from the second page on. Nothing that
   * `maxItems` or `startedAfter` rules out is fetched. Default: 1.
   */
  readonly prefetch?: number | undefined;
  /** Ends every iteration at once, in whatever it waits for, with the signal's own `reason`. Default: none. */
  readonly abortSignal?: AbortSignal | undefined;
  /**
   * `true` throws an {@link OrderError} when an executor is newer than the one before it, after what came before was
   * delivered. `false` yields it all the same and reports a `disorder` event. Default: `false`.
   */
  readonly strictOrder?: boolean | undefined;
  /** Called with everything that happens. What it throws never reaches the iteration. Default: none. */
  readonly onEvent?: ((event: PaginationEvent) => void) | undefined;
}

/** What {@link listExecutors} lists. */
export interface ListExecutorsInput<
  Filter extends ExecutorState | readonly ExecutorState[] | undefined =
    ExecutorState | readonly ExecutorState[] | undefined,
> {
  /** The session, 1 to 256 characters. */
  readonly SessionId: string;
  /**
   * One state, or a non-empty array of them. One state is filtered by the service, page by page: an executor that
   * leaves the state while it is listed may hide another at a page border. An array (also of one) is filtered here
   * over one unfiltered listing and is exact. Either way an executor is judged by its state at first sight. Default:
   * every state.
   */
  readonly ExecutorStateFilter?: Filter;
}

/** {@link ListExecutorsConfig} and input, checked, copied, with every default filled in. */
export interface ListExecutorsOptions {
  readonly call: CallOptions;
  readonly sessionId: string;
  /** What cursors of this listing are bound to. */
  readonly scope: string;
  readonly resumePoint: ResumePoint | undefined;
  readonly prefetch: number;
  /** The filter that the service applies. */
  readonly serviceState: ExecutorState | undefined;
  /** The states that pass here. */
  readonly states: ReadonlySet<string | undefined> | undefined;
  readonly pageSize: number;
  readonly maxItems: number;
  readonly startedAfter: number;
  readonly startingToken: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly strictOrder: boolean;
  readonly onEvent: ((event: PaginationEvent) => void) | undefined;
}

/** Everything that can be wrong with the arguments is said here, before any request. */
export function listExecutorsOptions(config: ListExecutorsConfig, input: ListExecutorsInput): ListExecutorsOptions {
  checkObject("config", config);
  checkObject("input", input);
  const call = callOptions(config);
  const list = listOptions(config);
  const session = inputOptions(input);
  return { call, ...list, ...session, resumePoint: resumePointOf(config, session.scope) };
}

type InputOptions = Pick<ListExecutorsOptions, "sessionId" | "serviceState" | "states" | "scope">;

function inputOptions(input: ListExecutorsInput): InputOptions {
  const { SessionId: sessionId, ExecutorStateFilter: filter } = input;
  checkString("SessionId", sessionId, 1, LONGEST_SESSION_ID);
  refuse(input, "NextToken", "startingToken");
  refuse(input, "MaxResults", "pageSize");
  if (filter !== undefined) checkStateFilter("ExecutorStateFilter", filter);
  const serviceState = typeof filter === "string" ? filter : undefined;
  const states = filter === undefined ? undefined : new Set([filter].flat());
  return { sessionId, serviceState, states, scope: cursorScope(sessionId, filter) };
}

function listOptions(
  config: ListExecutorsConfig,
): Omit<ListExecutorsOptions, keyof InputOptions | "call" | "resumePoint"> {
  const { pageSize = LARGEST_PAGE, maxItems, startedAfter, startingToken, prefetch = 1, strictOrder = false } = config;
  const { abortSignal: signal, onEvent } = config;
  checkInteger("pageSize", pageSize, 1, LARGEST_PAGE);
  if (maxItems !== undefined) checkInteger("maxItems", maxItems, 0);
  if (startedAfter !== undefined) checkDate("startedAfter", startedAfter);
  if (startingToken !== undefined) checkString("startingToken", startingToken, 1, LONGEST_TOKEN);
  checkInteger("prefetch", prefetch, 0);
  checkBoolean("strictOrder", strictOrder);
  if (signal !== undefined) checkSignal("abortSignal", signal);
  if (onEvent !== undefined) checkFunction("onEvent", onEvent);
  return {
    pageSize,
    maxItems: maxItems ?? Infinity,
    startedAfter: startedAfter?.getTime() ?? -Infinity,
    startingToken,
    prefetch,
    strictOrder,
    signal,
    onEvent,
  };
}

function resumePointOf({ cursor, startingToken }: ListExecutorsConfig, scope: string): ResumePoint | undefined {
  if (cursor === undefined) return undefined;
  checkString("cursor", cursor, 1, Infinity);
  if (startingToken === undefined) return decodeCursor(scope, cursor);
  throw new TypeError("Expected `startingToken` to be absent together with `cursor`: each says where to start");
}

/** The SDK's input has these members, its paginator overwrites them, and a caller who sets them means something by it. */
function refuse(input: object, member: string, option: string): void {
  if ((input as Record<string, unknown>)[member] === undefined) return;
  throw new TypeError(`Expected \`input.${member}\` to be absent: use the option \`${option}\` of the first argument`);
}
