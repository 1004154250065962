import { createHash } from "node:crypto";
import type { ExecutorsSummary, ExecutorState } from "@aws-sdk/client-athena";
import { storyPlan, UNSCALED_DPUS, type LocalLivingSession } from "../life/local-life.js";
import type { ExecutorMoment, Moment, SessionMoment } from "../life/moment.js";
import { story } from "../life/story.js";
import { LivingCalculations, type WireCalculation } from "./calculations.js";
import type { LocalSessionChange } from "./local-session.js";
import { StoredSession } from "./stored-session.js";

/** A session that follows a generated story. */
export class LivingSession extends StoredSession {
  readonly #story: Iterator<Moment, undefined>;
  readonly #idPrefix: string;
  readonly #speed: number;
  readonly #timeUnit: 1 | 1000;
  readonly #maxConcurrentDpus: number;
  readonly #calculations = new LivingCalculations();
  #next: Moment | undefined;

  constructor({ life, ...session }: LocalLivingSession, now: () => number, begin: number) {
    super({ ...session, State: "CREATING", executors: [] }, now, begin);
    const plan = storyPlan(life);
    this.hasBegun = false;
    this.#idPrefix = JSON.stringify([session.SessionId, plan.seed]);
    this.#speed = life.speed ?? 1;
    this.#timeUnit = life.timeUnit === "seconds" ? 1000 : 1;
    this.#maxConcurrentDpus = plan.workers + UNSCALED_DPUS;
    this.#story = story(plan);
    this.#next = this.#story.next().value;
  }

  override get calculations(): readonly WireCalculation[] {
    return this.#calculations.list;
  }

  override get maxConcurrentDpus(): number {
    return this.#maxConcurrentDpus;
  }

  /** Applies the story up to `now`, in ms since the epoch. */
  advance(now: number): void {
    while (this.#next !== undefined && this.#onClock(this.#next.at) <= now) {
      this.hasBegun = true;
      this.#experience(this.#next, this.#onClock(this.#next.at));
      this.#next = this.#story.next().value;
    }
  }

  /**
   * Converts a time of the story to ms since the epoch. Rounded up, so that the end of a fast life is after its start.
   */
  #onClock(time: number): number {
    return this.startedAt + Math.ceil(time / this.#speed);
  }

  #experience(moment: Moment, at: number): void {
    if (moment.of === "session") this.apply(sessionChange(moment), at);
    else if (moment.of === "executor") this.apply(this.#executorChange(moment, at), at);
    else this.#calculations.apply(this.#idOf(moment.name), moment, at);
  }

  #executorChange({ name, type, State }: ExecutorMoment, at: number): LocalSessionChange {
    const executor = { ExecutorId: this.#idOf(name), ExecutorState: State };
    if (State === "CREATING") return { joined: [{ ...executor, ExecutorType: type, ExecutorSize: 1 }] };
    return { changed: [{ ...executor, ...timeOf(State, Math.floor(at / this.#timeUnit)) }] };
  }

  /** Returns a UUID (version 8, from a hash) that is unique in the endpoint. */
  #idOf(name: string): string {
    const hex = createHash("sha256").update(this.#idPrefix).update(name).digest("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

function sessionChange({ State, reason }: SessionMoment): LocalSessionChange {
  return { State, StateChangeReason: reason };
}

function timeOf(state: ExecutorState, time: number): Pick<ExecutorsSummary, "StartDateTime" | "TerminationDateTime"> {
  if (state === "CREATED") return { StartDateTime: time };
  return state === "TERMINATED" || state === "FAILED" ? { TerminationDateTime: time } : {};
}
