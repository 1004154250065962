import { nextTurn } from "./next-turn.js";

/** Counts the timers that keep the process alive. */
export function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

/** Waits until so many are left. */
export async function untilTimers(count: number): Promise<void> {
  while (activeTimers() !== count) await nextTurn();
}
