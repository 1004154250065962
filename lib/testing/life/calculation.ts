import { Dice, pace } from "./dice.js";
import type { StoryPlan } from "./local-life.js";
import { inOrder, type Chapter, type Moment } from "./moment.js";
import { requestTimes, workersOf } from "./workers.js";

/** The share of calculations that end with an error of their own. */
const errorRate = 0.1;

/** A chapter about a calculation. */
export interface CalculationChapter extends Chapter {
  readonly submitted: number;
  readonly completed: number;
}

/** A calculation is submitted, its workers come, it is completed, and they are let go. */
export function calculation(plan: StoryPlan, number: number, begins: number): CalculationChapter {
  const name = `calculation ${number}`;
  const dice = new Dice(`${plan.seed}/${name}`);
  const workers = plan.workers === 0 ? 0 : dice.in([1, plan.workers]);
  const submitted = begins + dice.in(pace.pause);
  const completed = (requestTimes(submitted, workers).at(-1) ?? submitted) + dice.in(pace.run);
  const work = { name, from: submitted, until: completed, workers, failureRate: plan.failureRate };
  const moments = inOrder([
    { of: "session", at: submitted, State: "BUSY" },
    { of: "session", at: completed, State: "IDLE" },
    ...calculationSteps(name, submitted, completed, dice),
    ...workersOf(work, dice),
  ]);
  return { moments, ends: Math.max(...moments.map(({ at }) => at)), submitted, completed };
}

function calculationSteps(name: string, submitted: number, completed: number, dice: Dice): readonly Moment[] {
  const running = submitted + dice.in(pace.queue);
  const hasFailed = dice.happens(errorRate);
  return [
    { of: "calculation", at: submitted, State: "QUEUED", name },
    { of: "calculation", at: running, State: "RUNNING", name },
    hasFailed
      ? { of: "calculation", at: completed, State: "FAILED", name, reason: "The calculation has raised an error." }
      : { of: "calculation", at: completed, State: "COMPLETED", name },
  ];
}
