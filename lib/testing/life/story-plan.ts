import type { LocalLife } from "./local-life.js";

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
