import { calculation } from "./calculation.js";
import { Dice, PACE } from "./dice.js";
import type { StoryPlan } from "./local-life.js";
import { inOrder, type CalculationMoment, type Chapter, type ExecutorMoment, type Moment } from "./moment.js";
import { arrival, departure } from "./workers.js";

const COORDINATOR = { name: "coordinator", type: "COORDINATOR" } as const;
const GATEWAY = { name: "gateway", type: "GATEWAY" } as const;

/** Time until the failure of the coordinator is noticed, in ms of the story. */
const NOTICE = 1000;

/**
 * Generates the story of a session, ordered by time and on demand. The result depends only on `plan`.
 */
export function* story(plan: StoryPlan): Generator<Moment, undefined> {
  const opened = opening(plan);
  yield* opened.moments;
  let time = opened.ends;
  const whole = plan.end === "FAILED" ? plan.calculations - 1 : plan.calculations;
  for (let number = 1; number <= whole; number += 1) {
    const { moments, ends } = calculation(plan, number, time);
    yield* moments;
    time = ends;
  }
  const ending = plan.end === "FAILED" ? breakdown : termination;
  yield* ending(plan, time, opened.moments);
}

/** Creates the session: first its coordinator, then its gateway. */
function opening({ seed }: StoryPlan): Chapter {
  const dice = new Dice(`${seed}/opening`);
  const first = arrival(COORDINATOR, 0, 0, dice);
  const { at: created } = first[2];
  const second = arrival(GATEWAY, created, created, dice);
  const { at: ends } = second[2];
  const moments = inOrder([
    { of: "session", at: 0, State: "CREATING" },
    { of: "session", at: created, State: "CREATED" },
    { of: "session", at: ends, State: "IDLE" },
    ...first,
    ...second,
  ]);
  return { moments, ends };
}

/** Terminates the idle session. `opened` is its first chapter, whose executors are still live. */
function termination({ seed }: StoryPlan, begins: number, opened: readonly Moment[]): readonly Moment[] {
  const dice = new Dice(`${seed}/termination`);
  const at = begins + dice.in(PACE.pause);
  const reason = "The session was terminated.";
  const going = liveExecutors(opened).flatMap(({ name, type }) => departure({ name, type }, at, dice));
  return inOrder([
    { of: "session", at, State: "TERMINATING", reason },
    ...going,
    { of: "session", at: latest(going, at), State: "TERMINATED", reason },
  ]);
}

/**
 * Lets the coordinator fail during the last calculation, or while idle if there is none. The session ends after that.
 */
function breakdown(plan: StoryPlan, begins: number, opened: readonly Moment[]): readonly Moment[] {
  const dice = new Dice(`${plan.seed}/breakdown`);
  const chapter = plan.calculations === 0 ? undefined : calculation(plan, plan.calculations, begins);
  const at =
    chapter === undefined ? begins + dice.in(PACE.pause) : dice.in([chapter.submitted + 1, chapter.completed - 1]);
  const before = chapter?.moments.filter((moment) => moment.at < at) ?? [];
  return [...before, ...collapse(at, [...opened, ...before], dice)];
}

function collapse(at: number, past: readonly Moment[], dice: Dice): readonly Moment[] {
  const reason = "The coordinator has failed.";
  const others = liveExecutors(past).filter(({ name }) => name !== COORDINATOR.name);
  const going = others.flatMap((actor) => hastyDeparture(actor, at + NOTICE, dice));
  return inOrder([
    { of: "session", at, State: "DEGRADED", reason },
    { of: "executor", at, State: "FAILED", ...COORDINATOR },
    ...openCalculations(past).map((moment) => ({ ...moment, at, State: "FAILED", reason }) as const),
    ...going,
    { of: "session", at: latest(going, at), State: "FAILED", reason },
  ]);
}

/** Ends an executor early. One that is still `CREATING` starts now, because every ended executor has a start time. */
function hastyDeparture({ name, type, State }: ExecutorMoment, at: number, dice: Dice): readonly ExecutorMoment[] {
  const going = departure({ name, type }, at, dice);
  return State === "CREATING" ? [{ of: "executor", at, State: "CREATED", name, type }, ...going] : going;
}

/** Returns the last moment of each executor that has not ended. */
function liveExecutors(past: readonly Moment[]): readonly ExecutorMoment[] {
  const last = new Map<string, ExecutorMoment>();
  for (const moment of past) if (moment.of === "executor") last.set(moment.name, moment);
  return [...last.values()].filter(({ State }) => State !== "TERMINATED" && State !== "FAILED");
}

/** Returns the last moment of the open calculation. Calculations run one at a time, so only the last can be open. */
function openCalculations(past: readonly Moment[]): readonly CalculationMoment[] {
  const last = past.filter((moment) => moment.of === "calculation").at(-1);
  return last === undefined ? [] : [last];
}

function latest(moments: readonly Moment[], earliest: number): number {
  return Math.max(earliest, ...moments.map(({ at }) => at));
}
