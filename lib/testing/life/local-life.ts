import { checkCount, checkInteger, checkObject, checkOneOf, checkPositive, expected } from "../../common/checks.js";
import { checkKnown } from "../../common/option-names.js";
import type { LocalTime } from "../sessions/local-time.js";

/** Members that `life` decides and that must not be given beside it. */
const DECIDED_BY_STORY = ["State", "executors", "calculations", "order", "beforePage"] as const;

const LIFE_MEMBERS = ["seed", "speed", "calculations", "workers", "failureRate", "end", "timeUnit"] as const;

/** `MaxConcurrentDpus` of the service's model is from 2 to 5000. */
const LARGEST_MAX_CONCURRENT_DPUS = 5000;

/** DPUs of the coordinator and the gateway. */
export const UNSCALED_DPUS = 2;

/**
 * The story of a living session, generated from a seed. The coordinator and the gateway start first. Each calculation
 * then requests workers, which register, fail, or are released when idle. In the end the session ends with all its
 * executors.
 *
 * The durations of the real service are not documented. Here, starting or registering an executor takes a few seconds.
 * A calculation runs for 20 to 60 s after its last worker was requested. As Spark's dynamic allocation does by default,
 * workers are requested in batches of 1, 2, 4, …, one batch a second, and released after 60 s without work.
 *
 * Also unknown: whether a `CREATING` executor has a start time (here: no), whether every session has a gateway (here:
 * yes), and the texts of `StateChangeReason`.
 *
 * @example
 * ```ts
 * import type { LocalLife } from "athena-executors/testing";
 *
 * export const threeMinutesInThreeSeconds: LocalLife = { seed: 7, speed: 60, calculations: 1 };
 * export const endless: LocalLife = { seed: "any text", calculations: Infinity, failureRate: 0.2 };
 * ```
 */
export interface LocalLife {
  /**
   * Seed of the story: a finite number or a string. Within one version of this package, equal options give equal
   * stories.
   */
  readonly seed: number | string;
  /**
   * Milliseconds of the story per millisecond of the clock, a finite number > 0. The times of the session are those of
   * the clock.
   *
   * @default 1
   */
  readonly speed?: number | undefined;
  /**
   * Number of calculations before the session ends: an integer >= 0, or `Infinity` (in JSON: a large number). They run
   * one at a time, each for about two minutes of the story. All executors are kept, about 300 per hour of the story.
   *
   * @default 3
   */
  readonly calculations?: number | undefined;
  /**
   * Maximum number of workers at a time, an integer from 0 to 4998. Each has 1 DPU. A calculation uses from 1 to this
   * many.
   * `MaxConcurrentDpus` is this plus 2, for the coordinator and the gateway.
   *
   * @default 18
   */
  readonly workers?: number | undefined;
  /**
   * Share of the workers that fail, from 0 to 1. While the calculation runs, each is replaced.
   *
   * @default 0.05
   */
  readonly failureRate?: number | undefined;
  /**
   * State in which the session ends. For `"FAILED"`, its coordinator fails during the last calculation.
   *
   * @default "TERMINATED"
   */
  readonly end?: "TERMINATED" | "FAILED" | undefined;
  /**
   * Unit of the executors' times. The unit of the real service is unknown.
   *
   * @default "milliseconds"
   */
  readonly timeUnit?: "milliseconds" | "seconds" | undefined;
}

/**
 * A session of the embedded endpoint whose executors start and end on their own. There is no timer: each request first
 * brings the session up to date.
 */
export interface LocalLivingSession {
  /** Id of 1 to 256 characters, unique in the endpoint. */
  readonly SessionId: string;
  /**
   * Workgroup of the session: 1 to 128 letters, digits, `.`, `_` or `-`.
   *
   * @default "primary"
   */
  readonly WorkGroup?: string | undefined;
  /**
   * Description of the session, 1 to 1024 characters.
   *
   * @default none
   */
  readonly Description?: string | undefined;
  /**
   * Start of the session. If it is in the past, that much of the story has already happened. If it is in the future,
   * the session is not found until then.
   *
   * @default the start of the endpoint
   */
  readonly StartDateTime?: LocalTime | undefined;
  /** Story of the session, and its speed. */
  readonly life: LocalLife;
}

/** A `LocalLife` with its defaults: the input of a story. */
export interface StoryPlan {
  readonly seed: string;
  readonly calculations: number;
  readonly workers: number;
  readonly failureRate: number;
  readonly end: "TERMINATED" | "FAILED";
}

/** Fills in the defaults of a life. */
export function storyPlan(life: LocalLife): StoryPlan {
  const { seed, calculations = 3, workers = 18, failureRate = 0.05, end = "TERMINATED" } = life;
  return { seed: String(seed), calculations, workers, failureRate, end };
}

/** Throws a `TypeError` for a bad `life`, or for a member that it excludes. */
export function checkLivingSession(name: string, session: object): void {
  const given: Partial<Record<string, unknown>> = { ...session };
  for (const member of DECIDED_BY_STORY)
    if (given[member] !== undefined) throw expected(`${name}.${member}`, "absent beside `life`", given[member]);
  checkLife(`${name}.life`, given["life"] as LocalLife);
}

function checkLife(name: string, life: LocalLife): void {
  checkObject(name, life);
  checkKnown(name, life, LIFE_MEMBERS);
  const { seed, speed = 1, timeUnit = "milliseconds" } = life;
  const { calculations, workers, failureRate, end } = storyPlan(life);
  if (typeof seed !== "string" && !Number.isFinite(seed))
    throw expected(`${name}.seed`, "a finite number or a string", seed);
  checkPositive(`${name}.speed`, speed);
  checkInteger(`${name}.workers`, workers, 0, LARGEST_MAX_CONCURRENT_DPUS - UNSCALED_DPUS);
  checkCount(`${name}.calculations`, calculations);
  if (typeof failureRate !== "number" || !(failureRate >= 0 && failureRate <= 1))
    throw expected(`${name}.failureRate`, "a number from 0 to 1", failureRate);
  checkOneOf(`${name}.end`, end, ["TERMINATED", "FAILED"]);
  checkOneOf(`${name}.timeUnit`, timeUnit, ["milliseconds", "seconds"]);
}
