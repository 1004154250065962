import type { ExecutorChange } from "../../lib/index.js";

/** A change in brief: `+7 REGISTERED` for a join, `7 CREATED>REGISTERED` for a change. */
export function brief({ executor, type, previous }: ExecutorChange): string {
  const number = executor.ExecutorId.replace("executor-", "");
  const state = String(executor.ExecutorState);
  return type === "joined" ? `+${number} ${state}` : `${number} ${String(previous)}>${state}`;
}
