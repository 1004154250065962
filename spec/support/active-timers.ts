/** How many timers keep the process alive. */
export function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

/** Resolves when so many do: whatever else is under way ends before that. */
export async function untilTimers(count: number): Promise<void> {
  while (activeTimers() !== count) await nextTurn();
}

/** Resolves in the next turn of the event loop, without a timer. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
