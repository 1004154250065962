import type { ExecutorChange, ExecutorPoll, ExecutorWatch } from "./executor-watch.js";
import type { PaginationIterable, PaginationIterator } from "../pagination/pagination-iterable.js";
import { itemsOf, type PaginatorSource } from "../pagination/views.js";
import { pollUntilEnd, type FoundByPoll } from "./poll-loop.js";
import {
  watchSettings,
  type WatchExecutorsConfig,
  type WatchExecutorsInput,
  type WatchSettings,
} from "./watch-executors-config.js";

/**
 * Follows the executors of a session until it ends. Yields first every executor of the session (`initial: true`), then,
 * poll by poll, those that have joined or changed their state, oldest first. `polls()` yields poll by poll instead.
 *
 * Polls run only while a `next()` is pending, so a slow consumer misses states in between. A poll is one call, or more
 * if live executors are not on the first page. The watch ends when the session is `TERMINATED`,
 * `FAILED` or gone, and a listing made after that shows no live executor.
 *
 * @param config - the client and how to poll; it is not changed, nor is the client.
 * @param input - the session; it is not changed.
 * @returns The changes, also poll by poll.
 * @throws TypeError at the call, before any request, if an option is missing, unknown or out of range.
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
export function watchExecutors(config: WatchExecutorsConfig, input: WatchExecutorsInput): ExecutorWatch {
  return new SessionChanges(watchSettings(config, input));
}

class SessionChanges implements ExecutorWatch {
  readonly #source: PaginatorSource<FoundByPoll>;

  constructor(settings: WatchSettings) {
    const { signal, onEvent } = settings;
    // No prefetch: the result would be stale when it is read.
    this.#source = { open: (run) => pollUntilEnd(settings, run), prefetch: 0, signal, onEvent };
  }

  [Symbol.asyncIterator](): PaginationIterator<ExecutorChange> {
    return itemsOf(this.#source, ({ changes }) => changes)[Symbol.asyncIterator]();
  }

  polls(): PaginationIterable<ExecutorPoll> {
    return itemsOf(this.#source, ({ poll }) => (poll === undefined ? [] : [poll]));
  }
}
