import type { ExecutorsSummary, ExecutorType } from "@aws-sdk/client-athena";
import { checkObject } from "../common/checks.js";
import { lifetimeOf } from "./executor-times.js";
import { checkedNow, checkIterable, sizeOf, toRecord } from "./executor-usage.js";

/** Executors in use from one moment to the next step. */
export interface TimelineStep {
  /** When the step begins. */
  readonly at: Date;
  /** Number of executors in use. */
  readonly executors: number;
  /** DPUs in use. An executor of unknown size adds none. */
  readonly dpus: number;
  /** Number of executors by type. Types without executors are absent; `UNKNOWN` counts executors without type. */
  readonly byType: Readonly<Partial<Record<ExecutorType | "UNKNOWN", number>>>;
}

/** How executors and DPUs of a session rose and fell. */
export interface ExecutorTimeline {
  /** One step for each time at which an executor started or ended, oldest first. */
  readonly steps: readonly TimelineStep[];
  /** The first step with the most DPUs; `undefined` without steps. */
  readonly peak: TimelineStep | undefined;
  /**
   * Number of executors that are not fully measured. Those without start time, or ended without end time, are in no
   * step. Those of unknown size are counted in `executors` but not in `dpus`.
   */
  readonly unmeasured: number;
}

/** Options of {@link executorTimeline}. */
export interface ExecutorTimelineOptions {
  /**
   * When the timeline ends: live executors count up to this time.
   *
   * @default the current time
   */
  readonly now?: Date | undefined;
}

/** An executor that starts (`sign` 1) or ends (`sign` -1). */
interface TimelineEvent {
  readonly time: number;
  readonly sign: 1 | -1;
  readonly type: ExecutorType | "UNKNOWN";
  readonly dpus: number;
}

/**
 * Shows how executors and DPUs rose and fell. An executor is in use from its start up to, not including, its end. A
 * live one is in use up to `now`, where the last step falls to zero.
 *
 * @param executors - the executors, such as `await listExecutors(…).toArray()`.
 * @param options - when the timeline ends.
 * @returns The steps, oldest first, and their peak.
 * @throws TypeError if `executors` is not an iterable of objects, or an option is wrong.
 * @example
 * ```ts
 * import { AthenaClient } from "@aws-sdk/client-athena";
 * import { executorTimeline, listExecutors } from "athena-executors";
 *
 * const executors = listExecutors({ client: new AthenaClient({}) }, { SessionId: "my-session" });
 * const { steps, peak } = executorTimeline(await executors.toArray());
 *
 * for (const { at, executors, dpus } of steps) console.log(at.toISOString(), executors, dpus);
 * console.log("At most", peak?.dpus ?? 0, "DPUs");
 * ```
 */
export function executorTimeline(
  executors: Iterable<ExecutorsSummary>,
  options: ExecutorTimelineOptions = {},
): ExecutorTimeline {
  const now = checkedNow(options);
  checkIterable(executors);
  const events: TimelineEvent[] = [];
  let count = 0;
  let unmeasured = 0;
  for (const executor of executors) {
    checkObject(`executors[${String(count)}]`, executor);
    count += 1;
    const lifetime = lifetimeOf(executor, now);
    const size = sizeOf(executor);
    if (lifetime === undefined || size === undefined) unmeasured += 1;
    if (lifetime === undefined || lifetime.start === lifetime.end) continue;
    const type = executor.ExecutorType ?? "UNKNOWN";
    const dpus = size ?? 0;
    events.push({ time: lifetime.start, sign: 1, type, dpus }, { time: lifetime.end, sign: -1, type, dpus });
  }
  const steps = stepsOf(events.sort((one, other) => one.time - other.time));
  return { steps, peak: peakOf(steps), unmeasured };
}

function stepsOf(events: readonly TimelineEvent[]): TimelineStep[] {
  const steps: TimelineStep[] = [];
  const byType = new Map<ExecutorType | "UNKNOWN", number>();
  let executors = 0;
  let dpus = 0;
  for (const [index, { time, sign, type, dpus: size }] of events.entries()) {
    executors += sign;
    // Fractions of a DPU may not cancel out: without executors there are none.
    dpus = executors === 0 ? 0 : dpus + sign * size;
    const ofType = (byType.get(type) ?? 0) + sign;
    if (ofType === 0) byType.delete(type);
    else byType.set(type, ofType);
    const isLastAtTime = events[index + 1]?.time !== time;
    if (isLastAtTime) steps.push({ at: new Date(time), executors, dpus, byType: toRecord(byType) });
  }
  return steps;
}

function peakOf(steps: readonly TimelineStep[]): TimelineStep | undefined {
  let peak: TimelineStep | undefined;
  for (const step of steps) if (peak === undefined || step.dpus > peak.dpus) peak = step;
  return peak;
}
