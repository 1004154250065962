export { listExecutors } from "./list-executors/list-executors.js";
export type { ExecutorPage, ExecutorPaginator, ExecutorWithCursor } from "./list-executors/executor-paginator.js";
export type {
  ExecutorsConfig,
  ListExecutorsConfig,
  ListExecutorsInput,
} from "./list-executors/list-executors-config.js";
export type { PaginationIterable, PaginationIterator } from "./pagination/pagination-iterable.js";
export { listWorkGroupExecutors } from "./list-work-group-executors/list-work-group-executors.js";
export type {
  SessionExecutor,
  WorkGroupExecutorPage,
  WorkGroupExecutorPaginator,
} from "./list-work-group-executors/session-executor.js";
export type {
  ListWorkGroupExecutorsConfig,
  ListWorkGroupExecutorsInput,
} from "./list-work-group-executors/list-work-group-executors-config.js";
export { watchExecutors } from "./watch-executors/watch-executors.js";
export type {
  ExecutorChange,
  ExecutorChanged,
  ExecutorJoined,
  ExecutorPoll,
  ExecutorWatch,
} from "./watch-executors/executor-watch.js";
export type { WatchExecutorsConfig, WatchExecutorsInput } from "./watch-executors/watch-executors-config.js";
export { paginate, type CommandPaginator } from "./paginate/paginate.js";
export type { PaginateConfig, TokenNames } from "./paginate/paginate-config.js";
export type {
  CommandClass,
  CommandInput,
  CommandOutput,
  CommandParameter,
  CommandTokens,
  ListedItem,
  ListPath,
  PaginateConfigOf,
} from "./paginate/paginate-types.js";
export type { PaginationConfig } from "./pagination/pagination-config.js";
export type { ExecutorSummary, StateOf } from "./executors/executor-summary.js";
export { isLive, LIVE_STATES, type ExecutorFilter, type LiveState } from "./executors/executor-states.js";
export {
  executorTimeline,
  type ExecutorTimeline,
  type ExecutorTimelineOptions,
  type TimelineStep,
} from "./executors/executor-timeline.js";
export { startTime, terminationTime } from "./executors/executor-times.js";
export { executorUsage, type ExecutorUsage, type ExecutorUsageOptions } from "./executors/executor-usage.js";

export type { CallConfig, CommandSender } from "./calls/call-config.js";
export type { ClientPlugin } from "./sdk/sdk-stack.js";
export { createThrottle } from "./throttle/create-throttle.js";
export type { RetryOptions } from "./retry/retry-options.js";
export { retryPlugin } from "./retry/retry-plugin.js";
export type { Throttle, ThrottleOptions } from "./throttle/throttle.js";
export { throttlePlugin } from "./throttle/throttle-plugin.js";

export type {
  DisorderEvent,
  DuplicateEvent,
  EndEvent,
  EndReason,
  PageEvent,
  PaginationEvent,
  PaginationTotals,
  RequestEvent,
  RestartEvent,
  RetryEvent,
  SessionSkippedEvent,
  ThrottleDegradedEvent,
  WaitEvent,
} from "./events/pagination-event.js";

export { CursorError, isCursorError, type CursorErrorReason } from "./errors/cursor-error.js";
export { isOrderError, OrderError } from "./errors/order-error.js";
export { isRepeatedTokenError, RepeatedTokenError } from "./errors/repeated-token-error.js";
export { isUnexpectedResponseError, UnexpectedResponseError } from "./errors/unexpected-response-error.js";
