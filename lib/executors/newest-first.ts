import type { ExecutorsSummary } from "@aws-sdk/client-athena";
import { startMilliseconds } from "./executor-times.js";

/** For `Array.prototype.sort`, which is stable: ties stay in the service's order. No start time counts as newest. */
export function newestFirst(one: ExecutorsSummary, other: ExecutorsSummary): number {
  const oneStart = startMilliseconds(one);
  const otherStart = startMilliseconds(other);
  // Not a subtraction: Infinity - Infinity is no number.
  if (oneStart === otherStart) return 0;
  return oneStart > otherStart ? -1 : 1;
}
