import { calculation } from "./calculation.js";
import { breakdown, termination } from "./endings.js";
import type { Moment } from "./moment.js";
import { opening } from "./opening.js";
import type { StoryPlan } from "./story-plan.js";

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
