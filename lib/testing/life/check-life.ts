import { checkInteger, checkObject, checkPositive } from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";
import { checkOneOf } from "../check-one-of.js";
import type { LocalLife } from "./local-life.js";

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
  const { seed, speed = 1, calculations = Infinity, workers = 0, failureRate = 0 } = life;
  const { end = "TERMINATED", timeUnit = "seconds" } = life;
  if (typeof seed !== "string" && !Number.isFinite(seed))
    throw expected(`${name}.seed`, "a finite number or a string", seed);
  checkPositive(`${name}.speed`, speed);
  checkInteger(`${name}.workers`, workers, 0);
  if (calculations !== Infinity) checkCount(`${name}.calculations`, calculations);
  if (typeof failureRate !== "number" || !(failureRate >= 0 && failureRate <= 1))
    throw expected(`${name}.failureRate`, "a number from 0 to 1", failureRate);
  checkOneOf(`${name}.end`, ["TERMINATED", "FAILED"], end);
  checkOneOf(`${name}.timeUnit`, ["milliseconds", "seconds"], timeUnit);
}

function checkCount(name: string, value: unknown): void {
  if (!Number.isInteger(value) || (value as number) < 0) throw expected(name, "an integer >= 0 or Infinity", value);
}
