import type { FailureKind } from "../sdk/failures.js";
import type { FailureCount } from "../common/shared-registry.js";

/** Number of transient failures in a row that count as an outage. */
const FAILURES = 35;

/** Counts a failure. An answer that is neither transient nor a throttle answer ends the row. */
export function countFailure(count: FailureCount, kind: FailureKind, error: unknown): void {
  if (kind === "transient") count.failures += 1;
  else if (kind === "final" && isAnswer(error)) count.failures = 0;
}

/** Whether a call may be repeated after `attempts` attempts. In an outage only one retry is allowed. */
export function mayRepeat({ failures }: FailureCount, attempts: number): boolean {
  return failures < FAILURES || attempts === 1;
}

/** Whether the service has answered. A failure to get credentials says nothing about it. */
function isAnswer(error: unknown): boolean {
  return (error as { $metadata?: { httpStatusCode?: unknown } } | null)?.$metadata?.httpStatusCode !== undefined;
}
