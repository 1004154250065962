import type { ExecutorType } from "@aws-sdk/client-athena";
import { PACE, type Dice } from "./dice.js";
import type { ExecutorMoment } from "./moment.js";

/** Work for a batch of workers. Times are ms of the story. */
export interface Work {
  /** Unique in the story. */
  readonly name: string;
  readonly from: number;
  readonly until: number;
  /** Maximum number of workers at a time. */
  readonly workers: number;
  /** Share of the workers that fail. */
  readonly failureRate: number;
}

/** Returns the time at which each worker is requested. Each batch is twice as large as the one before. */
export function requestTimes(from: number, workers: number): number[] {
  return Array.from({ length: workers }, (_, index) => from + Math.floor(Math.log2(index + 1)) * PACE.backlogTimeout);
}

/** Generates the lives of the workers of a calculation, with replacements for failed ones. */
export function workersOf(work: Work, dice: Dice): readonly ExecutorMoment[] {
  const joins = requestTimes(work.from, work.workers);
  const moments: ExecutorMoment[] = [];
  let lastStart = work.from;
  let index = 0;
  let joined = joins.shift();
  while (joined !== undefined) {
    const steps = workerLife({ name: `${work.name}/${index}`, type: "WORKER" }, work, joined, lastStart, dice);
    const started = steps.slice(1, 2).map(({ at }) => at);
    const last = steps.at(-1);
    moments.push(...steps);
    lastStart = Math.max(lastStart, ...started);
    const replaced = Math.max(...steps.map(({ at }) => at)) + dice.in(PACE.replacement);
    if (last?.State === "FAILED" && replaced < work.until) insert(joins, replaced);
    index += 1;
    joined = joins.shift();
  }
  return moments;
}

/**
 * A worker fails only after its start. Without a start time it would be listed first for as long as the session exists.
 */
function workerLife(
  actor: Actor,
  { until, failureRate }: Work,
  joined: number,
  lastStart: number,
  dice: Dice,
): readonly ExecutorMoment[] {
  const arriving = arrival(actor, joined, lastStart, dice);
  const [, started, registered] = arriving;
  const idle = Math.max(until, registered.at) + PACE.idleTimeout + dice.in(PACE.idleCheck);
  if (!dice.happens(failureRate)) return [...arriving, ...departure(actor, idle, dice)];
  const failed = dice.in([started.at + 1, idle]);
  return [...arriving.filter(({ at }) => at < failed), { of: "executor", at: failed, State: "FAILED", ...actor }];
}

function insert(times: number[], time: number): void {
  times.push(time);
  times.sort((one, other) => one - other);
}

/** The executor whose steps are generated. */
export interface Actor {
  readonly name: string;
  readonly type: ExecutorType;
}

type Arrival = readonly [joined: ExecutorMoment, started: ExecutorMoment, registered: ExecutorMoment];

/**
 * Steps from `CREATING` to `REGISTERED`. `lastStart` is the start time of the executor that joined before this one.
 * Executors start in the order in which they join, so an executor never changes its place in the listing.
 */
export function arrival(actor: Actor, joined: number, lastStart: number, dice: Dice): Arrival {
  const started = Math.max(joined + dice.in(PACE.starting), lastStart + dice.in(PACE.betweenStarts));
  return [
    { of: "executor", at: joined, State: "CREATING", ...actor },
    { of: "executor", at: started, State: "CREATED", ...actor },
    { of: "executor", at: started + dice.in(PACE.registering), State: "REGISTERED", ...actor },
  ];
}

export function departure(actor: Actor, at: number, dice: Dice): readonly [ExecutorMoment, ExecutorMoment] {
  return [
    { of: "executor", at, State: "TERMINATING", ...actor },
    { of: "executor", at: at + dice.in(PACE.shutdown), State: "TERMINATED", ...actor },
  ];
}
