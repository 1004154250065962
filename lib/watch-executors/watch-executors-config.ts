import {
  checkBoolean,
  checkInteger,
  checkMilliseconds,
  checkObject,
  insteadUse,
  refuseMember,
} from "../common/checks.js";
import { checkKnown, namesOf } from "../common/option-names.js";
import { LONGEST_TIMER } from "../common/timers.js";
import { checkSessionId, LARGEST_PAGE } from "../athena/limits.js";
import { callSettings, type CallConfig, type CallSettings } from "../calls/call-config.js";
import { paginationSettings, type PaginationConfig, type PaginationSettings } from "../pagination/pagination-config.js";

const DEFAULT_POLL_INTERVAL = 5000;

/** Options of {@link watchExecutors}. */
export interface WatchExecutorsConfig extends CallConfig, Pick<PaginationConfig, "abortSignal" | "onEvent"> {
  /**
   * Milliseconds from the end of one poll to the next, a number from 1 to 2 147 483 647 (24.8 days). If the consumer
   * takes longer, the next poll starts at once.
   *
   * @default 5000
   */
  readonly pollInterval?: number | undefined;
  /**
   * Whether the first poll reports executors that ended before the watch. `false` costs at most five calls, as long as
   * no live state holds more than a page.
   *
   * @default true
   */
  readonly history?: boolean | undefined;
  /**
   * Executors per call (`MaxResults`), an integer from 1 to 100.
   *
   * @default 100
   */
  readonly pageSize?: number | undefined;
}

/** Input of {@link watchExecutors}. */
export interface WatchExecutorsInput {
  /** The session, 1 to 256 characters. */
  readonly SessionId: string;
}

/** {@link WatchExecutorsConfig} and {@link WatchExecutorsInput}, checked, with every default filled in. */
export interface WatchSettings extends Pick<PaginationSettings, "signal" | "onEvent"> {
  readonly call: CallSettings;
  readonly sessionId: string;
  readonly pageSize: number;
  readonly history: boolean;
  /** Milliseconds. */
  readonly pollInterval: number;
}

const CONFIG = namesOf<WatchExecutorsConfig>({
  client: true,
  throttle: true,
  retry: true,
  pageSize: true,
  pollInterval: true,
  history: true,
  abortSignal: true,
  onEvent: true,
});

const INPUT = namesOf<WatchExecutorsInput>({ SessionId: true });

/** Validates `config` and `input` and fills in defaults. Throws a TypeError before any request. */
export function watchSettings(config: WatchExecutorsConfig, input: WatchExecutorsInput): WatchSettings {
  checkObject("config", config);
  const call = callSettings(config);
  checkKnown("config", config, CONFIG);
  const { pollInterval = DEFAULT_POLL_INTERVAL, pageSize = LARGEST_PAGE, history = true } = config;
  checkMilliseconds("pollInterval", pollInterval, 1, LONGEST_TIMER);
  checkBoolean("history", history);
  checkInteger("pageSize", pageSize, 1, LARGEST_PAGE);
  const { signal, onEvent } = paginationSettings(config);
  checkObject("input", input);
  const { SessionId: sessionId } = input;
  checkSessionId(sessionId);
  refuseMember(input, "MaxResults", insteadUse("pageSize"));
  refuseMember(input, "NextToken", "a watch reads from the newest executor on");
  refuseMember(input, "ExecutorStateFilter", "a watch follows executors through all states");
  checkKnown("input", input, INPUT);
  return { call, sessionId, pageSize, history, pollInterval, signal, onEvent };
}
