import { checkCount, checkInteger, checkObject, checkOneOf, checkPositive } from "../../checks/checks.js";
import { expected } from "../../checks/expected.js";

/**
 * The story of a living session, made from a seed: the coordinator and the gateway come first, then workers in ever larger batches for
 * each calculation; they register, fail or are let go when idle, and in the end the session ends with everything in it.
 *
 * How long each step takes on the real service is unknown: nobody documents it. The story takes a few seconds to start or register an
 * executor, 20 to 60 s for a calculation once its workers have been asked for, and lets workers go after 60 s without work, which is
 * the default of Spark's dynamic allocation. So are the batches of 1, 2, 4, … workers, one a second. Unknown as well: whether executors
 * have a start time while they are `CREATING` (here: none), whether every session has a gateway (here: one), and the texts of
 * `StateChangeReason`.
 *
 * @example
 * ```ts
 * import type { LocalLife } from "athena-executors/testing";
 *
 * export const threeMinutesInThreeSeconds: LocalLife = { seed: 7, speed: 60, calculations: 1 };
 * export const forEver: LocalLife = { seed: "any text", calculations: Infinity, failureRate: 0.2 };
 * ```
 */
export interface LocalLife {
  /** The same seed and options tell the same story, as long as the version of this package is the same. A finite number, or any text. */
  readonly seed: number | string;
  /**
   * How many milliseconds of the story pass in one of the clock: a finite number > 0. All times of the session are those of the clock,
   * so that a fast life is a short one. Default: 1.
   */
  readonly speed?: number | undefined;
  /**
   * How many calculations it runs, one after another, before it ends: an integer >= 0, or `Infinity` for a session that never ends. One
   * takes about two minutes of the story. An endless session keeps all its executors, some 300 for every hour of the story. Default: 3.
   */
  readonly calculations?: number | undefined;
  /** How many workers live at a time at most, 1 DPU each: an integer >= 0. A calculation takes 1 to so many. Default: 18. */
  readonly workers?: number | undefined;
  /** The share of the workers that fail, from 0 to 1. Another one comes for each while the calculation runs. Default: 0.05. */
  readonly failureRate?: number | undefined;
  /** How it ends. `"FAILED"`: its coordinator fails amid the last calculation, and everything goes. Default: `"TERMINATED"`. */
  readonly end?: "TERMINATED" | "FAILED" | undefined;
  /** The unit of the executors' times, which is unknown for the real service. Default: `"milliseconds"`. */
  readonly timeUnit?: "milliseconds" | "seconds" | undefined;
}

/** A session of the embedded endpoint whose executors come and go by themselves. Nothing runs in between: each request sees what has come. */
export interface LocalLivingSession {
  /** 1 to 256 characters, unique in the endpoint. */
  readonly SessionId: string;
  /** The workgroup of the session: 1 to 128 letters, digits, `.`, `_` or `-`. Default: `"primary"`. */
  readonly WorkGroup?: string | undefined;
  /** Default: none. */
  readonly Description?: string | undefined;
  /**
   * When its life begins. In the past: that much of it has passed already. In the future: until then, no such session is found.
   * Default: when the endpoint was started.
   */
  readonly StartDateTime?: Date | undefined;
  /** What happens in it, and how fast. */
  readonly life: LocalLife;
}

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

/** What a story is made from: a `LocalLife` with its defaults. */
export interface StoryPlan {
  readonly seed: string;
  readonly calculations: number;
  readonly workers: number;
  readonly failureRate: number;
  readonly end: "TERMINATED" | "FAILED";
}

export function storyPlan(life: LocalLife): StoryPlan {
  const { seed, calculations = 3, workers = 18, failureRate = 0.05, end = "TERMINATED" } = life;
  return { seed: String(seed), calculations, workers, failureRate, end };
}
