import type { ExecutorChange } from "./executors/executor-change.js";
import type { PaginationIterable } from "./pagination/pagination-iterable.js";
import { itemsOf, type PaginatorSource } from "./pagination/paginator.js";
import { watchSession } from "./watch-session.js";
import { watchOptions, type WatchExecutorsConfig, type WatchExecutorsInput } from "./watch-executors-options.js";

/**
 * Follows the executors of a session until it ends: first every executor that the session has (`initial: true`), then,
 * poll by poll, those that have joined and those that have changed their state, oldest first.
 *
 * Every iteration is a watch of its own. It polls only while a `next()` is pending: a consumer that takes its time misses
 * the states in between, and nothing else. In the steady state a poll is one call, or two where live executors are not
 * on the first page. The watch ends when no executor is live and the session is `TERMINATED` or `FAILED`, or when the
 * service no longer knows it; a session that is unknown from the start is the service's error.
 *
 * @param config - the client and how to poll; it is not changed, nor is the client.
 * @param input - the session; it is not changed.
 * @throws TypeError at the call, before any request, if an option is missing or out of range.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { watchExecutors } from "athena-executors";
 *
 * for await (const change of watchExecutors({ client: new AthenaClient({}) }, { SessionId: "my-session" })) {
 *   const { ExecutorId, ExecutorState } = change.executor;
 *   console.log(ExecutorId, change.previous ?? change.type, ExecutorState);
 * }
 * ```
 */
export function watchExecutors(
  config: WatchExecutorsConfig,
  input: WatchExecutorsInput,
): PaginationIterable<ExecutorChange> {
  const options = watchOptions(config, input);
  const { signal, onEvent } = options;
  // A poll ahead of its time would show what is old by the time it is wanted.
  const open: PaginatorSource<readonly ExecutorChange[]>["open"] = (left, reporter) =>
    watchSession(options, left, reporter);
  return itemsOf({ open, prefetch: 0, signal, onEvent }, (changes) => changes);
}
