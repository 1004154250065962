import type { ExecutorChange } from "../../lib/index.js";

/** Formats a change, such as `+7 REGISTERED` for a join or `7 CREATED>REGISTERED` for a change of state. */
export function brief({ executor, type, previous }: ExecutorChange): string {
  const number = executor.ExecutorId.replace("executor-", "");
  const state = String(executor.ExecutorState);
  return type === "joined" ? `+${number} ${state}` : `${number} ${String(previous)}>${state}`;
}
