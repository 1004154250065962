import type { ExecutorState } from "@aws-sdk/client-athena";
import { isLiveState } from "../executors/executor-states.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { startMilliseconds, newestFirst } from "../executors/executor-times.js";

/** Minimum number of ended executors to remember. At most twice as many, plus those without start time. */
const REMEMBERED_ENDED = 10_000;

interface Known {
  readonly state: ExecutorState | undefined;
  /** The executor as it was listed last, while it is live. */
  readonly executor: ExecutorSummary | undefined;
  /** Milliseconds since 1970; `Infinity` without start time. */
  readonly start: number;
}

/** The news in a sighting of an executor. */
type News =
  | { readonly type: "joined"; readonly previous: undefined }
  | { readonly type: "changed"; readonly previous: ExecutorState | undefined };

/**
 * The executors that a watch has seen, each in its last state. Ended executors with the oldest start times are
 * forgotten, so that memory stays bounded. Only the newest of these start times is kept: an unknown ended executor that
 * is not newer is ignored. Live executors are never forgotten.
 */
export class KnownExecutors {
  readonly #known = new Map<string, Known>();
  readonly #followed = new Set<string>();
  #missed: ReadonlySet<string> = new Set();
  #forgottenUntil = -Infinity;
  #mostKnown = 2 * REMEMBERED_ENDED;

  /** The live executors that polls look for. */
  get followed(): ReadonlySet<string> {
    return this.#followed;
  }

  /** Whether the last listing showed a live executor. */
  get areLiveListed(): boolean {
    return this.live().length > 0;
  }

  /** Returns the live executors of the last listing, newest first. */
  live(): ExecutorSummary[] {
    return [...this.#followed]
      .filter((id) => !this.#missed.has(id))
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

  /** Notes an executor. Returns `undefined` if its state has not changed. */
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

  /** Notes an executor that ended before the watch. It and older ended ones are not reported. */
  skip(executor: ExecutorSummary): void {
    const { ExecutorId, ExecutorState: state } = executor;
    const start = startMilliseconds(executor);
    this.#known.set(ExecutorId, { state, start, executor: undefined });
    if (start < Infinity) this.#forgottenUntil = Math.max(this.#forgottenUntil, start);
  }

  /**
   * Notes executors that are missing from a complete listing. A single miss may be a glitch. An executor is dropped
   * after two consecutive misses.
   */
  miss(executorIds: ReadonlySet<string>): void {
    this.lose([...executorIds].filter((id) => this.#missed.has(id)));
    this.#missed = executorIds;
  }

  /** Drops executors that are no longer listed. Their fate is unknown, and polls stop looking for them. */
  lose(executorIds: Iterable<string>): void {
    for (const id of executorIds) this.#followed.delete(id);
    this.#missed = new Set();
  }

  /** Forgets the oldest ended executors above the limit. Call it between listings: later pages list older ones. */
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
