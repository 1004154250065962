import type { ExecutorsSummary } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import { executorUsage } from "../../lib/index.js";

const HOUR = 3600;
const START = 1_700_000_000;
const now = new Date((START + 4 * HOUR) * 1000);

describe("executorUsage", () => {
  const live: ExecutorsSummary = {
    ExecutorId: "live",
    ExecutorType: "WORKER",
    ExecutorState: "REGISTERED",
    ExecutorSize: 2,
    StartDateTime: START,
  };
  const ended: ExecutorsSummary = { ...live, ExecutorState: "TERMINATED", TerminationDateTime: START + HOUR };

  it("counts by state and by type, DPUs in use and DPU-hours", () => {
    const coordinator: ExecutorsSummary = { ...live, ExecutorType: "COORDINATOR", ExecutorSize: 1 };
    expect(executorUsage([live, ended, coordinator, { ...ended, ExecutorState: "FAILED" }], { now })).toEqual({
      executors: 4,
      byState: { REGISTERED: 2, TERMINATED: 1, FAILED: 1 },
      byType: { WORKER: 3, COORDINATOR: 1 },
      dpusInUse: 3,
      dpuHours: 2 * 4 + 2 * 1 + 1 * 4 + 2 * 1,
      unmeasured: 0,
    });
  });

  const hours: readonly [name: string, executor: ExecutorsSummary, usage: object][] = [
    [
      "counts a live executor until now, even with an end time",
      { ...live, TerminationDateTime: 0 },
      { dpuHours: 8, dpusInUse: 2 },
    ],
    [
      "counts an unknown state as live",
      { ...live, ExecutorState: "HIBERNATING" as never },
      { dpuHours: 8, dpusInUse: 2 },
    ],
    ["counts a missing state as live", { ...live, ExecutorState: undefined }, { dpuHours: 8, byState: { UNKNOWN: 1 } }],
    [
      "counts no DPU-hours for a start after now",
      { ...live, StartDateTime: START + 9 * HOUR },
      { dpuHours: 0, unmeasured: 0 },
    ],
    ["accepts times in milliseconds and in seconds", { ...ended, StartDateTime: START * 1000 }, { dpuHours: 2 }],
    [
      "counts an executor without size as unmeasured",
      { ...live, ExecutorSize: undefined },
      { dpuHours: 0, dpusInUse: 0, unmeasured: 1 },
    ],
    [
      "counts an executor with a string as its size as unmeasured",
      { ...live, ExecutorSize: "04" as never },
      { dpuHours: 0, dpusInUse: 0, unmeasured: 1 },
    ],
    [
      "counts an executor with an infinite size as unmeasured",
      { ...live, ExecutorSize: NaN },
      { dpuHours: 0, dpusInUse: 0, unmeasured: 1 },
    ],
    [
      "counts an executor without start time as unmeasured",
      { ...live, StartDateTime: undefined },
      { dpuHours: 0, dpusInUse: 2, unmeasured: 1 },
    ],
    [
      "counts an ended executor without end time as unmeasured",
      { ...ended, TerminationDateTime: undefined },
      { dpuHours: 0, dpusInUse: 0, unmeasured: 1 },
    ],
    ["counts a missing type as UNKNOWN", { ...live, ExecutorType: undefined }, { byType: { UNKNOWN: 1 } }],
  ];

  it.each(hours)("%s", (_name, executor, usage) => {
    expect(executorUsage([executor], { now })).toMatchObject(usage);
  });

  it("accepts any iterable, and uses the current time by default", () => {
    const { dpuHours, executors } = executorUsage(new Set([live]));
    expect(executors).toBe(1);
    expect(dpuHours).toBeGreaterThan(8);
  });

  it.each([[5], [null], [{ executors: [] }], ["text"]])("refuses %j", (executors) => {
    expect(() => executorUsage(executors as never, { now })).toThrow(
      /^Expected `executors` to be an iterable of executors, such as `await listExecutors\(…\)\.toArray\(\)`, got /,
    );
  });

  it("refuses invalid executors and options", () => {
    expect(() => executorUsage([live, undefined as never])).toThrow(
      new TypeError("Expected `executors[1]` to be an object, got `undefined` (undefined)"),
    );
    expect(() => executorUsage([live], null as never)).toThrow(
      new TypeError("Expected `options` to be an object, got `null` (null)"),
    );
  });

  it("counts executors without state and type as UNKNOWN", () => {
    const { byState, byType } = executorUsage([{ ExecutorId: "one" }, { ExecutorId: "other" }], { now });
    expect([byState, byType]).toEqual([{ UNKNOWN: 2 }, { UNKNOWN: 2 }]);
  });

  it("refuses a `now` that is not a valid Date", () => {
    expect(() => executorUsage([live], { now: new Date(NaN) })).toThrow("Expected `now` to be a valid Date");
  });

  it("does not write service values into a prototype", () => {
    const { byType } = executorUsage([{ ...live, ExecutorType: "__proto__" as never }]);
    expect(Object.keys(byType)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(byType)).toBe(Object.prototype);
  });
});
