import type { Chapter } from "./chapter.js";
import { Dice } from "./dice.js";
import { arrival } from "./executor-steps.js";
import { inOrder } from "./moment.js";
import type { StoryPlan } from "./story-plan.js";

export const coordinator = { name: "coordinator", type: "COORDINATOR" } as const;
const gateway = { name: "gateway", type: "GATEWAY" } as const;

/** The session comes into being, first its coordinator, then its gateway. */
export function opening({ seed }: StoryPlan): Chapter {
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
