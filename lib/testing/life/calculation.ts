import { Dice, PACE } from "./dice.js";
import type { StoryPlan } from "./local-life.js";
import { inOrder, type Chapter, type Moment } from "./moment.js";
import { requestTimes, workersOf } from "./workers.js";

/** Share of calculations that fail. */
const ERROR_RATE = 0.1;

/** The chapter of one calculation. */
export interface CalculationChapter extends Chapter {
  readonly submitted: number;
  readonly completed: number;
}

/** Submits a calculation, adds its workers, completes it and releases the workers. */
export function calculation(plan: StoryPlan, number: number, begins: number): CalculationChapter {
  const name = `calculation ${number}`;
  const dice = new Dice(`${plan.seed}/${name}`);
  const workers = plan.workers === 0 ? 0 : dice.in([1, plan.workers]);
  const submitted = begins + dice.in(PACE.pause);
  const completed = (requestTimes(submitted, workers).at(-1) ?? submitted) + dice.in(PACE.run);
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
  const running = submitted + dice.in(PACE.queue);
  const hasFailed = dice.happens(ERROR_RATE);
  return [
    { of: "calculation", at: submitted, State: "QUEUED", name },
    { of: "calculation", at: running, State: "RUNNING", name },
    hasFailed
      ? { of: "calculation", at: completed, State: "FAILED", name, reason: "The calculation has raised an error." }
      : { of: "calculation", at: completed, State: "COMPLETED", name },
  ];
}
