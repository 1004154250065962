import { checkCount, checkInteger, checkObject, checkOneOf, checkPositive } from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";
import type { LocalLife } from "./local-life.js";
import { storyPlan } from "./story-plan.js";

/** What the story of a life decides, so that nobody else can. */
const decidedByStory = ["State", "executors", "calculations", "order", "beforePage"] as const;

export function checkLivingSession(name: string, session: object): void {
  const given: Partial<Record<string, unknown>> = { ...session };
  for (const member of decidedByStory)
    if (given[member] !== undefined) throw expected(`${name}.${member}`, "absent beside `life`", given[member]);
  checkLife(`${name}.life`, given["life"] as LocalLife);
}

function checkLife(name: string, life: LocalLife): void {
  checkObject(name, life);
  const { seed, speed = 1, timeUnit = "milliseconds" } = life;
  const { calculations, workers, failureRate, end } = storyPlan(life);
  if (typeof seed !== "string" && !Number.isFinite(seed))
    throw expected(`${name}.seed`, "a finite number or a string", seed);
  checkPositive(`${name}.speed`, speed);
  checkInteger(`${name}.workers`, workers, 0);
  checkCount(`${name}.calculations`, calculations);
  if (typeof failureRate !== "number" || !(failureRate >= 0 && failureRate <= 1))
    throw expected(`${name}.failureRate`, "a number from 0 to 1", failureRate);
  checkOneOf(`${name}.end`, end, ["TERMINATED", "FAILED"]);
  checkOneOf(`${name}.timeUnit`, timeUnit, ["milliseconds", "seconds"]);
}
