import { executorUsage, type ExecutorSummary } from "athena-executors";

/** How many executors there are, in one line. */
export function summary(executors: readonly ExecutorSummary[]): string {
  const { byState, dpusInUse } = executorUsage(executors);
  const { TERMINATED = 0, FAILED = 0 } = byState;
  const live = executors.length - TERMINATED - FAILED;
  return `${executors.length} executors: ${live} live with ${dpusInUse} DPUs, ${TERMINATED} terminated, ${FAILED} failed.`;
}

export function hasEnded({ ExecutorState }: ExecutorSummary): boolean {
  return ExecutorState === "TERMINATED" || ExecutorState === "FAILED";
}
