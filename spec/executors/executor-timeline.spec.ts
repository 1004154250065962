import type { ExecutorsSummary } from "@aws-sdk/client-athena";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { executorTimeline, executorUsage, startTime, terminationTime } from "../../lib/index.js";
import { numberOfRuns } from "../support/number-of-runs.js";

const T = 1_795_000_000_000;
const now = new Date(T + 100_000);

function worker(start: number | undefined, end?: number, more: Partial<ExecutorsSummary> = {}): ExecutorsSummary {
  return {
    ExecutorId: "w",
    ExecutorType: "WORKER",
    ExecutorState: end === undefined ? "REGISTERED" : "TERMINATED",
    ExecutorSize: 4,
    StartDateTime: start === undefined ? undefined : T + start,
    TerminationDateTime: end === undefined ? undefined : T + end,
    ...more,
  };
}

/** Formats steps as `[seconds after T, executors, DPUs]`. */
function shortSteps(executors: readonly ExecutorsSummary[]): number[][] {
  return executorTimeline(executors, { now }).steps.map(({ at, executors: count, dpus }) => [
    (at.getTime() - T) / 1000,
    count,
    dpus,
  ]);
}

describe("executorTimeline()", () => {
  const cases: readonly [name: string, executors: readonly ExecutorsSummary[], steps: number[][]][] = [
    ["has no steps without executors", [], []],
    [
      "counts an executor from its start up to its end",
      [worker(0, 10_000)],
      [
        [0, 1, 4],
        [10, 0, 0],
      ],
    ],
    [
      "counts a live executor up to now",
      [worker(5_000)],
      [
        [5, 1, 4],
        [100, 0, 0],
      ],
    ],
    [
      "has one step for executors that start together",
      [worker(0, 20_000), worker(0, 10_000, { ExecutorSize: 1 })],
      [
        [0, 2, 5],
        [10, 1, 4],
        [20, 0, 0],
      ],
    ],
    [
      "has one step where one executor ends and another starts",
      [worker(0, 10_000), worker(10_000, 20_000)],
      [
        [0, 1, 4],
        [10, 1, 4],
        [20, 0, 0],
      ],
    ],
    ["leaves out an executor that ended as it started", [worker(7_000, 7_000)], []],
    ["leaves out an executor whose end is before its start", [worker(7_000, 6_000)], []],
    ["leaves out a live executor that starts after now", [worker(200_000)], []],
    [
      "reads times in seconds and in milliseconds",
      [worker(undefined, 10_000, { StartDateTime: T / 1000 })],
      [
        [0, 1, 4],
        [10, 0, 0],
      ],
    ],
  ];

  it.each(cases)("%s", (_name, executors, steps) => {
    expect(shortSteps(executors)).toEqual(steps);
    expect(executorTimeline(executors, { now }).unmeasured).toBe(0);
  });

  it.each([
    ["without start time", worker(undefined, 10_000), 0],
    ["with a start time of 0", worker(undefined, 10_000, { StartDateTime: 0 }), 0],
    ["ended without end time", worker(0, undefined, { ExecutorState: "FAILED" }), 0],
    ["without size", worker(0, 10_000, { ExecutorSize: undefined }), 2],
    ["with a string as its size", worker(0, 10_000, { ExecutorSize: "4" as never }), 2],
  ])("counts an executor %s as unmeasured", (_name, executor, steps) => {
    const timeline = executorTimeline([executor], { now });
    expect(timeline.unmeasured).toBe(1);
    expect(timeline.steps).toHaveLength(steps);
    expect(timeline.steps.map(({ dpus }) => dpus)).toEqual(Array(steps).fill(0));
  });

  it("counts by type, and executors without type as UNKNOWN", () => {
    const executors = [
      worker(0, 30_000, { ExecutorType: "COORDINATOR" }),
      worker(10_000, 20_000),
      worker(10_000, 30_000, { ExecutorType: undefined }),
      worker(10_000, 30_000, { ExecutorType: "__proto__" as never }),
    ];
    const { steps } = executorTimeline(executors, { now });
    expect(steps.map(({ byType }) => Object.entries(byType))).toEqual([
      [["COORDINATOR", 1]],
      [
        ["COORDINATOR", 1],
        ["WORKER", 1],
        ["UNKNOWN", 1],
        ["__proto__", 1],
      ],
      [
        ["COORDINATOR", 1],
        ["UNKNOWN", 1],
        ["__proto__", 1],
      ],
      [],
    ]);
  });

  it("has its peak at the first step with the most DPUs", () => {
    const { peak } = executorTimeline([worker(0, 30_000), worker(10_000, 20_000), worker(20_000, 25_000)], { now });
    expect(peak).toEqual({ at: new Date(T + 10_000), executors: 2, dpus: 8, byType: { WORKER: 2 } });
    expect(executorTimeline([]).peak).toBeUndefined();
  });

  it("counts live executors up to the current time by default", () => {
    const before = Date.now();
    const end = executorTimeline([worker(0, undefined, { StartDateTime: 1_000_000_000 })])
      .steps.at(-1)
      ?.at.getTime();
    expect(end).toBeGreaterThanOrEqual(before);
    expect(end).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ["executors that are not iterable", [5]],
    ["an executor that is not an object", [["text"]]],
    ["a bad now", [[], { now: 5 }]],
    ["a misspelt option", [[], { Now: new Date() }]],
    ["options that are not an object", [[], null]],
  ])("refuses %s", (_name, given) => {
    expect(() => (executorTimeline as (...values: unknown[]) => unknown)(...given)).toThrow(TypeError);
  });

  it("agrees with a count of executors at every time and with DPU-hours", () => {
    const time = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined });
    const any = fc.record({ start: time, end: time, size: fc.integer({ min: 0, max: 4 }) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (drawn) => {
        const executors = drawn.map(({ start, end, size }) =>
          worker(start && start * 1000, end && end * 1000, { ExecutorSize: size }),
        );
        const { steps } = executorTimeline(executors, { now });
        const inUse = (at: number): ExecutorsSummary[] =>
          executors.filter((executor) => {
            const end = terminationTime(executor) ?? now;
            return (startTime(executor)?.getTime() ?? Infinity) <= at && at < end.getTime();
          });
        const dpusOf = (some: readonly ExecutorsSummary[]): number =>
          some.reduce((sum, { ExecutorSize = 0 }) => sum + ExecutorSize, 0);
        for (let second = -1; second <= 101; second += 1) {
          const at = T + second * 1000;
          const step = steps.findLast((one) => one.at.getTime() <= at);
          expect([step?.executors ?? 0, step?.dpus ?? 0]).toEqual([inUse(at).length, dpusOf(inUse(at))]);
        }
        const dpuHours = steps.reduce(
          (sum, { at, dpus }, index) =>
            sum + (dpus * ((steps[index + 1]?.at ?? at).getTime() - at.getTime())) / 3_600_000,
          0,
        );
        expect(dpuHours).toBeCloseTo(executorUsage(executors, { now }).dpuHours, 9);
        expect(new Set(steps.map(({ at }) => at.getTime())).size).toBe(steps.length);
      }),
      { numRuns: numberOfRuns(300), seed: 1 },
    );
  });
});
