import { nextTurn } from "./next-turn.js";

/** How many timers keep the process alive. */
export function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

/** Resolves when so many do: whatever else is under way ends before that. */
export async function untilTimers(count: number): Promise<void> {
  while (activeTimers() !== count) await nextTurn();
}
