import type { ExecutorState } from "@aws-sdk/client-athena";
import type { ExecutorChange } from "./executor-watch.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { newestFirst } from "../executors/executor-times.js";
import { isLiveState } from "../executors/executor-states.js";
import type { KnownExecutors } from "./known-executors.js";

/** The kind of poll. */
export interface PollChangesOptions {
  /** Whether it is the first poll of a watch. */
  readonly initial: boolean;
  /** Whether executors that ended before the first poll are reported. */
  readonly history: boolean;
}

/** The changes that one poll shows. */
export class PollChanges {
  readonly #known: KnownExecutors;
  readonly #options: PollChangesOptions;
  readonly #missing: Set<string>;
  /** Changes by executor: one may be listed twice in a poll, in different states. */
  readonly #changes = new Map<string, [ExecutorChange, ...ExecutorChange[]]>();

  constructor(known: KnownExecutors, options: PollChangesOptions) {
    this.#known = known;
    this.#options = options;
    this.#missing = new Set(known.followed);
  }

  /** The live executors that this poll has not found yet. */
  get missing(): ReadonlySet<string> {
    return this.#missing;
  }

  /** Whether any missing executor may be in this state: its last one, or the one after that. */
  mayFindIn(state: ExecutorState): boolean {
    return [...this.#missing].some((id) => {
      const last = this.#known.stateOf(id);
      return last === state || (state === "REGISTERED" && last !== "TERMINATING");
    });
  }

  /** Notes the executors of a page. Returns the number of changes. */
  readonly see = (executors: readonly ExecutorSummary[]): number => {
    let changes = 0;
    for (const executor of executors) if (this.#note(executor)) changes += 1;
    return changes;
  };

  /**
   * Notes the executors of a page that was filtered by state. A filter may lag behind, so ended executors are ignored:
   * only an unfiltered page can show them as live again.
   */
  readonly seeFiltered = (executors: readonly ExecutorSummary[]): number =>
    this.see(executors.filter(({ ExecutorId }) => !this.#known.hasEnded(ExecutorId)));

  /**
   * Whether the next page may show new executors: the last one on this page is new. Known ones may precede it, because
   * executors without start time always come first.
   */
  mayGoOnBehind(executors: readonly ExecutorSummary[]): boolean {
    const last = executors.at(-1);
    return last === undefined || this.#changes.get(last.ExecutorId)?.[0].type === "joined";
  }

  /**
   * Returns the changes by start time, executors without start time last. Ties are in reverse service order, which is
   * newest first. Changes of one executor stay together, in order.
   */
  oldestFirst(): ExecutorChange[] {
    const byExecutor = [...this.#changes.values()].map((changes) => ({
      changes,
      last: changes.reduce((_earlier, later) => later),
    }));
    byExecutor.sort(({ last: one }, { last: other }) => newestFirst(one.executor, other.executor));
    return byExecutor.reverse().flatMap(({ changes }) => changes);
  }

  /** Whether this sighting shows a change. */
  #note(executor: ExecutorSummary): boolean {
    const { ExecutorId: id } = executor;
    this.#missing.delete(id);
    const { initial, history } = this.#options;
    if (initial && !history && !isLiveState(executor.ExecutorState)) {
      this.#known.skip(executor);
      return false;
    }
    const news = this.#known.note(executor);
    if (news === undefined) return false;
    const change = { ...news, executor, initial };
    const earlier = this.#changes.get(id);
    if (earlier === undefined) this.#changes.set(id, [change]);
    else earlier.push(change);
    return true;
  }
}
