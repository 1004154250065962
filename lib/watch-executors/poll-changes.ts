import type { ExecutorState } from "@aws-sdk/client-athena";
import type { ExecutorChange } from "./executor-change.js";
import type { ExecutorSummary } from "../executors/executor-summary.js";
import { newestFirst } from "../executors/executor-times.js";
import { isLiveState } from "../executors/executor-states.js";
import type { KnownExecutors } from "./known-executors.js";

/** Which poll it is, and what is told of it. */
export interface PollChangesOptions {
  /** Whether it is the first poll of a watch. */
  readonly initial: boolean;
  /** Whether executors that had ended before the first poll are told of. */
  readonly history: boolean;
}

/** What one poll shows that had not been known before. */
export class PollChanges {
  readonly #known: KnownExecutors;
  readonly #options: PollChangesOptions;
  readonly #missing: Set<string>;
  /** By executor: one may come twice in a poll, and have changed between. */
  readonly #changes = new Map<string, [ExecutorChange, ...ExecutorChange[]]>();

  constructor(known: KnownExecutors, options: PollChangesOptions) {
    this.#known = known;
    this.#options = options;
    this.#missing = new Set(known.followed);
  }

  /** The live executors that this poll has not come across yet. */
  get missing(): ReadonlySet<string> {
    return this.#missing;
  }

  /** Whether any of the missing may be listed in this state: the one it was seen in last, or the one that it leads to. */
  mayFindIn(state: ExecutorState): boolean {
    return [...this.#missing].some((id) => {
      const last = this.#known.stateOf(id);
      return last === state || (state === "REGISTERED" && last !== "TERMINATING");
    });
  }

  /** Looks through a page; returns how many changes it shows. */
  readonly see = (executors: readonly ExecutorSummary[]): number => {
    let changes = 0;
    for (const executor of executors) if (this.#note(executor)) changes += 1;
    return changes;
  };

  /**
   * Looks through a page that was filtered by state. Should the service filter by what it knew a while ago, executors
   * that have ended would come back to life poll after poll: only a page that is not filtered brings them back.
   */
  readonly seeFiltered = (executors: readonly ExecutorSummary[]): number =>
    this.see(executors.filter(({ ExecutorId }) => !this.#known.hasEnded(ExecutorId)));

  /**
   * Whether more that is new may come behind a page: the last executor on it was not known before this poll. Those that
   * were may come before it, as one without start time is listed first for ever.
   */
  mayGoOnBehind(executors: readonly ExecutorSummary[]): boolean {
    const last = executors.at(-1);
    return last === undefined || this.#changes.get(last.ExecutorId)?.[0].type === "joined";
  }

  /**
   * By start time, executors without start time last. Those with the same one come against the service's order, which
   * is newest first. What happened to one executor stays together, in order.
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
