import { calculation } from "./calculation.js";
import { Dice, pace } from "./dice.js";
import type { StoryPlan } from "./local-life.js";
import { inOrder, type CalculationMoment, type Chapter, type ExecutorMoment, type Moment } from "./moment.js";
import { arrival, departure } from "./workers.js";

/** Everything that happens to a session, in the order of time: a pure function of the plan, told no further than it is listened to. */
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

const coordinator = { name: "coordinator", type: "COORDINATOR" } as const;
const gateway = { name: "gateway", type: "GATEWAY" } as const;

/** The session comes into being, first its coordinator, then its gateway. */
function opening({ seed }: StoryPlan): Chapter {
  const dice = new Dice(`${seed}/opening`);
  const first = arrival(coordinator, 0, 0, dice);
  const { at: created } = first[2];
  const second = arrival(gateway, created, created, dice);
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

/** How long it takes until the loss of the coordinator is noticed, in ms of the story. */
const notice = 1000;

/** The session is terminated while nothing runs; `opened` is its first chapter, whose executors are still there. */
function termination({ seed }: StoryPlan, begins: number, opened: readonly Moment[]): readonly Moment[] {
  const dice = new Dice(`${seed}/termination`);
  const at = begins + dice.in(pace.pause);
  const reason = "The session was terminated.";
  const going = liveExecutors(opened).flatMap(({ name, type }) => departure({ name, type }, at, dice));
  return inOrder([
    { of: "session", at, State: "TERMINATING", reason },
    ...going,
    { of: "session", at: latest(going, at), State: "TERMINATED", reason },
  ]);
}

/** The coordinator fails amid the last calculation, or with nothing to do if there is none; then everything goes. */
function breakdown(plan: StoryPlan, begins: number, opened: readonly Moment[]): readonly Moment[] {
  const dice = new Dice(`${plan.seed}/breakdown`);
  const chapter = plan.calculations === 0 ? undefined : calculation(plan, plan.calculations, begins);
  const at =
    chapter === undefined ? begins + dice.in(pace.pause) : dice.in([chapter.submitted + 1, chapter.completed - 1]);
  const before = chapter?.moments.filter((moment) => moment.at < at) ?? [];
  return [...before, ...collapse(at, [...opened, ...before], dice)];
}

function collapse(at: number, past: readonly Moment[], dice: Dice): readonly Moment[] {
  const reason = "The coordinator has failed.";
  const others = liveExecutors(past).filter(({ name }) => name !== coordinator.name);
  const going = others.flatMap((actor) => hastyDeparture(actor, at + notice, dice));
  return inOrder([
    { of: "session", at, State: "DEGRADED", reason },
    { of: "executor", at, State: "FAILED", ...coordinator },
    ...openCalculations(past).map((moment) => ({ ...moment, at, State: "FAILED", reason }) as const),
    ...going,
    { of: "session", at: latest(going, at), State: "FAILED", reason },
  ]);
}

/** Also of one that was still being created: it starts at the last moment, as every executor that has ended had a start. */
function hastyDeparture({ name, type, State }: ExecutorMoment, at: number, dice: Dice): readonly ExecutorMoment[] {
  const going = departure({ name, type }, at, dice);
  return State === "CREATING" ? [{ of: "executor", at, State: "CREATED", name, type }, ...going] : going;
}

/** The last moments of those that have come and not gone. */
function liveExecutors(past: readonly Moment[]): readonly ExecutorMoment[] {
  const last = new Map<string, ExecutorMoment>();
  for (const moment of past) if (moment.of === "executor") last.set(moment.name, moment);
  return [...last.values()].filter(({ State }) => State !== "TERMINATED" && State !== "FAILED");
}

/** Only the last calculation can be open: they come one after another. */
function openCalculations(past: readonly Moment[]): readonly CalculationMoment[] {
  const last = past.filter((moment) => moment.of === "calculation").at(-1);
  return last === undefined ? [] : [last];
}

function latest(moments: readonly Moment[], earliest: number): number {
  return Math.max(earliest, ...moments.map(({ at }) => at));
}
