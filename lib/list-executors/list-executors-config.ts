import type { ExecutorState } from "@aws-sdk/client-athena";
import {
  checkBoolean,
  checkDate,
  checkInteger,
  checkObject,
  checkString,
  insteadUse,
  refuseMember,
} from "../common/checks.js";
import { checkKnown, namesOf } from "../common/option-names.js";
import { checkSessionId, LARGEST_PAGE, LONGEST_TOKEN } from "../athena/limits.js";
import { cursorScope, decodeCursor } from "./cursor.js";
import { checkStateFilter, LIVE_STATES, type ExecutorFilter } from "../executors/executor-states.js";
import type { Position } from "./position.js";
import { callSettings, type CallConfig, type CallSettings } from "../calls/call-config.js";
import { paginationSettings, type PaginationConfig, type PaginationSettings } from "../pagination/pagination-config.js";

/** Options for listing executors, of one session or of many. */
export interface ExecutorsConfig extends CallConfig, PaginationConfig {
  /**
   * Executors per call (`MaxResults`), an integer from 1 to 100.
   *
   * @default 100
   */
  readonly pageSize?: number | undefined;
  /**
   * Maximum number of executors to yield, an integer >= 0. `0` sends no request. The page size shrinks to what is still
   * needed, except with an array of states, and while a `cursor` or a restart catches up.
   *
   * @default no limit
   */
  readonly maxItems?: number | undefined;
  /**
   * Yield only executors that started after this date. The listing stops after the first page with an older one, unless
   * executors came out of order. An executor without start time counts as newest.
   *
   * @default no limit
   */
  readonly startedAfter?: Date | undefined;
  /**
   * `true` throws an {@link OrderError} when an executor is newer than the one before it. `false` yields it and reports
   * a `disorder` event.
   *
   * @default false
   */
  readonly strictOrder?: boolean | undefined;
}

/** Options of {@link listExecutors}. */
export interface ListExecutorsConfig extends ExecutorsConfig {
  /**
   * A `NextToken` of the service to start from. If a later token expires, the listing restarts and skips what this
   * token skips. Executors with the same start time as the last one may be yielded even so.
   *
   * @default undefined: start from the newest executor
   */
  readonly startingToken?: string | undefined;
  /**
   * Resume after the executor or page this cursor came with. Use it with the same session and filter. `maxItems` starts
   * again from zero. It costs one call per 100 executors skipped. Not together with `startingToken`.
   *
   * @default undefined: start from the newest executor
   */
  readonly cursor?: string | undefined;
}

/** Input of {@link listExecutors}. */
export interface ListExecutorsInput<Filter extends ExecutorFilter | undefined = ExecutorFilter | undefined> {
  /** The session, 1 to 256 characters. */
  readonly SessionId: string;
  /**
   * One state: filtered by the service. `"LIVE"`: executors that have not ended, in at most five calls as long as no
   * state holds more than 100. An array of states: filtered locally over the whole listing. The state is checked when
   * an executor is first seen.
   *
   * @default every state
   */
  readonly ExecutorStateFilter?: Filter;
  /** Not accepted: use the option `pageSize`. */
  readonly MaxResults?: never;
  /** Not accepted: use the option `startingToken`. */
  readonly NextToken?: never;
}

/** {@link ExecutorsConfig}, checked, with every default filled in. */
export interface ExecutorsSettings extends PaginationSettings {
  readonly call: CallSettings;
  readonly pageSize: number;
  /** Milliseconds since 1970. */
  readonly startedAfter: number;
  readonly strictOrder: boolean;
}

/** A checked filter by state. */
export interface StateSettings {
  /** The state that the service filters by. */
  readonly serviceState: ExecutorState | undefined;
  /** The states that pass the filter of this package; `undefined` for every state. */
  readonly states: ReadonlySet<string | undefined> | undefined;
  /** Whether the filter is `"LIVE"`: the executors come as one page. */
  readonly areLiveWanted: boolean;
}

/** {@link ListExecutorsConfig} and {@link ListExecutorsInput}, checked. */
export interface ListExecutorsSettings extends ExecutorsSettings, StateSettings {
  readonly sessionId: string;
  readonly startingToken: string | undefined;
  readonly position: Position | undefined;
}

const CONFIG = namesOf<ListExecutorsConfig>({
  client: true,
  throttle: true,
  retry: true,
  pageSize: true,
  maxItems: true,
  startedAfter: true,
  startingToken: true,
  cursor: true,
  prefetch: true,
  strictOrder: true,
  abortSignal: true,
  onEvent: true,
});

const INPUT = namesOf<Omit<ListExecutorsInput, "MaxResults" | "NextToken">>({
  SessionId: true,
  ExecutorStateFilter: true,
});

/** Validates `config` and `input` and fills in defaults. Throws a TypeError before any request. */
export function listExecutorsSettings(
  config: ListExecutorsConfig,
  input: ListExecutorsInput,
): ListExecutorsSettings & { readonly scope: string } {
  const executors = executorsSettings(config);
  checkKnown("config", config, CONFIG);
  checkObject("input", input);
  const { SessionId: sessionId, ExecutorStateFilter: filter } = input;
  checkSessionId(sessionId);
  refuseMember(input, "NextToken", insteadUse("startingToken"));
  refuseMember(input, "MaxResults", insteadUse("pageSize"));
  checkKnown("input", input, INPUT);
  const states = stateSettings(filter);
  const scope = cursorScope(sessionId, filter);
  const start = startSettings(config, scope);
  if (states.areLiveWanted && start.startingToken !== undefined) {
    throw new TypeError(
      'Expected `startingToken` to be absent with `"LIVE"`, which is no single listing. Use `cursor`',
    );
  }
  return { ...executors, ...states, ...start, sessionId, scope };
}

export function executorsSettings(config: ExecutorsConfig): ExecutorsSettings {
  checkObject("config", config);
  const call = callSettings(config);
  const { pageSize = LARGEST_PAGE, startedAfter, strictOrder = false } = config;
  checkInteger("pageSize", pageSize, 1, LARGEST_PAGE);
  if (startedAfter !== undefined) checkDate("startedAfter", startedAfter);
  checkBoolean("strictOrder", strictOrder);
  const after = startedAfter?.getTime() ?? -Infinity;
  return { call, ...paginationSettings(config), pageSize, startedAfter: after, strictOrder };
}

export function stateSettings(filter: ExecutorFilter | undefined): StateSettings {
  if (filter === undefined) return { serviceState: undefined, states: undefined, areLiveWanted: false };
  checkStateFilter("ExecutorStateFilter", filter);
  if (filter === "LIVE") return { serviceState: undefined, states: new Set(LIVE_STATES), areLiveWanted: true };
  const serviceState = typeof filter === "string" ? filter : undefined;
  return { serviceState, states: new Set([filter].flat()), areLiveWanted: false };
}

function startSettings(
  { cursor, startingToken }: ListExecutorsConfig,
  scope: string,
): Pick<ListExecutorsSettings, "startingToken" | "position"> {
  if (startingToken !== undefined) checkString("startingToken", startingToken, LONGEST_TOKEN);
  if (cursor === undefined) return { startingToken, position: undefined };
  checkString("cursor", cursor);
  if (startingToken === undefined) return { startingToken, position: decodeCursor(scope, cursor) };
  throw new TypeError("Expected either `startingToken` or `cursor`, got both. Leave out one of them");
}
