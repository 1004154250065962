import type { ExecutorState } from "@aws-sdk/client-athena";
import { isLiveState } from "../executors/executor-states.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { startMilliseconds, newestFirst } from "../executors/executor-times.js";

/** How many ended executors are remembered at least; twice as many at most, as long as they have a start time. */
const REMEMBERED_ENDED = 10_000;

interface Known {
  readonly state: ExecutorState | undefined;
  /** The executor as it was listed last, while it is live. */
  readonly executor: ExecutorSummary | undefined;
  /** Milliseconds since 1970; `Infinity` without start time. */
  readonly start: number;
}

/** What a sighting of an executor says that had not been known. */
type News =
  | { readonly type: "joined"; readonly previous: undefined }
  | { readonly type: "changed"; readonly previous: ExecutorState | undefined };

/**
 * The executors that a watch has seen, each in its last state. Of those that have ended the ones with the oldest start
 * times are forgotten, so that a watch may go on for days: all that is kept of them is the newest of these start times.
 * An ended executor from before it that nobody knows is one of them. A live executor is never forgotten.
 */
export class KnownExecutors {
  readonly #known = new Map<string, Known>();
  readonly #followed = new Set<string>();
  #missed: ReadonlySet<string> = new Set();
  #forgottenUntil = -Infinity;
  #mostKnown = 2 * REMEMBERED_ENDED;

  /** The live executors, as far as they are looked for. */
  get followed(): ReadonlySet<string> {
    return this.#followed;
  }

  /** Whether the last listing showed a live executor. */
  get areLiveListed(): boolean {
    return [...this.#followed].some((id) => !this.#missed.has(id));
  }

  /** Returns the live executors of the last listing, newest first. */
  live(): ExecutorSummary[] {
    const listed = [...this.#followed].filter((id) => !this.#missed.has(id));
    return listed
      .map((id) => this.#known.get(id)?.executor)
      .filter((executor) => executor !== undefined)
      .sort(newestFirst);
  }

  stateOf(executorId: string): ExecutorState | undefined {
    return this.#known.get(executorId)?.state;
  }

  /** Whether this executor had ended when it was seen last. */
  hasEnded(executorId: string): boolean {
    const known = this.#known.get(executorId);
    return known !== undefined && !isLiveState(known.state);
  }

  /** Takes note of an executor as it is listed. `undefined` if that is how it was seen last. */
  note(executor: ExecutorSummary): News | undefined {
    const { ExecutorId: id, ExecutorState: state } = executor;
    const start = startMilliseconds(executor);
    const before = this.#known.get(id);
    if (before === undefined && !isLiveState(state) && start <= this.#forgottenUntil) return undefined;
    if (isLiveState(state)) this.#followed.add(id);
    else this.#followed.delete(id);
    this.#known.set(id, { state, start, executor: isLiveState(state) ? executor : undefined });
    if (before === undefined) return { type: "joined", previous: undefined };
    return before.state === state ? undefined : { type: "changed", previous: before.state };
  }

  /** Notes an executor that had ended before the watch began, and that nothing is told of, nor of older ones. */
  skip(executor: ExecutorSummary): void {
    const { ExecutorId, ExecutorState: state } = executor;
    const start = startMilliseconds(executor);
    this.#known.set(ExecutorId, { state, start, executor: undefined });
    if (start < Infinity) this.#forgottenUntil = Math.max(this.#forgottenUntil, start);
  }

  /**
   * Executors that are not in a listing that was over before it came to them. One answer without them may be a slip of
   * the service's: they are lost when they are missed for the second time in a row.
   */
  miss(executorIds: ReadonlySet<string>): void {
    this.lose([...executorIds].filter((id) => this.#missed.has(id)));
    this.#missed = executorIds;
  }

  /** Executors that are not listed any more. What becomes of them is not known, and they are not looked for again. */
  lose(executorIds: Iterable<string>): void {
    for (const id of executorIds) this.#followed.delete(id);
    this.#missed = new Set();
  }

  /** Forgets what there is too much of. Not while a listing is read: what comes later on it is older. */
  trim(): void {
    if (this.#known.size <= this.#mostKnown) return;
    const ended = [...this.#known].filter(([, { state, start }]) => !isLiveState(state) && start < Infinity);
    ended.sort(([, one], [, other]) => other.start - one.start);
    for (const [id, { start }] of ended.slice(REMEMBERED_ENDED)) {
      this.#known.delete(id);
      this.#forgottenUntil = Math.max(this.#forgottenUntil, start);
    }
    this.#mostKnown = this.#known.size + REMEMBERED_ENDED;
  }
}
