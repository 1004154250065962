import { until } from "./waiting.js";

/** Counts the timers that keep the process alive. */
export function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

/** Waits until exactly `count` timers are active. */
export function untilTimers(count: number): Promise<void> {
  return until(() => activeTimers() === count);
}
