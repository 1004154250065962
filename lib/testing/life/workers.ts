import type { ExecutorType } from "@aws-sdk/client-athena";
import { pace, type Dice } from "./dice.js";
import type { ExecutorMoment } from "./moment.js";

/** The work that workers come for. Times are ms of the story. */
export interface Work {
  /** Unique in the story. */
  readonly name: string;
  readonly from: number;
  readonly until: number;
  /** How many workers are at it at most. */
  readonly workers: number;
  /** The share of them that fail. */
  readonly failureRate: number;
}

/** When the workers of a calculation are asked for: twice as many every time, until they are all there. */
export function requestTimes(from: number, workers: number): number[] {
  return Array.from({ length: workers }, (_, index) => from + Math.floor(Math.log2(index + 1)) * pace.backlogTimeout);
}

/** Everything that becomes of the workers of a calculation, until the last of them has gone. */
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
    const replaced = Math.max(...steps.map(({ at }) => at)) + dice.in(pace.replacement);
    if (last?.State === "FAILED" && replaced < work.until) insert(joins, replaced);
    index += 1;
    joined = joins.shift();
  }
  return moments;
}

/** Only an executor that has started can fail: one without a start time would count as the newest for ever. */
function workerLife(
  actor: Actor,
  { until, failureRate }: Work,
  joined: number,
  lastStart: number,
  dice: Dice,
): readonly ExecutorMoment[] {
  const arriving = arrival(actor, joined, lastStart, dice);
  const [, started, registered] = arriving;
  const idle = Math.max(until, registered.at) + pace.idleTimeout + dice.in(pace.idleCheck);
  if (!dice.happens(failureRate)) return [...arriving, ...departure(actor, idle, dice)];
  const failed = dice.in([started.at + 1, idle]);
  return [...arriving.filter(({ at }) => at < failed), { of: "executor", at: failed, State: "FAILED", ...actor }];
}

function insert(times: number[], time: number): void {
  times.push(time);
  times.sort((one, other) => one - other);
}

/** Who steps from state to state. */
export interface Actor {
  readonly name: string;
  readonly type: ExecutorType;
}

type Arrival = readonly [joined: ExecutorMoment, started: ExecutorMoment, registered: ExecutorMoment];

/**
 * From joining to being registered. `lastStart` is when the one that joined before it has started: executors start in the order in which
 * they join, so that "newest first" is one order from the moment they join.
 */
export function arrival(actor: Actor, joined: number, lastStart: number, dice: Dice): Arrival {
  const started = Math.max(joined + dice.in(pace.starting), lastStart + dice.in(pace.betweenStarts));
  return [
    { of: "executor", at: joined, State: "CREATING", ...actor },
    { of: "executor", at: started, State: "CREATED", ...actor },
    { of: "executor", at: started + dice.in(pace.registering), State: "REGISTERED", ...actor },
  ];
}

export function departure(actor: Actor, at: number, dice: Dice): readonly [ExecutorMoment, ExecutorMoment] {
  return [
    { of: "executor", at, State: "TERMINATING", ...actor },
    { of: "executor", at: at + dice.in(pace.shutdown), State: "TERMINATED", ...actor },
  ];
}
