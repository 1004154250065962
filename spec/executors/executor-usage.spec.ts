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
      "a live executor counts until now, whatever its end says",
      { ...live, TerminationDateTime: 0 },
      { dpuHours: 8, dpusInUse: 2 },
    ],
    [
      "a state that the model does not know counts as live",
      { ...live, ExecutorState: "HIBERNATING" as never },
      { dpuHours: 8, dpusInUse: 2 },
    ],
    ["no state counts as live", { ...live, ExecutorState: undefined }, { dpuHours: 8, byState: { UNKNOWN: 1 } }],
    ["a start after now counts nothing", { ...live, StartDateTime: START + 9 * HOUR }, { dpuHours: 0, unmeasured: 0 }],
    ["milliseconds and seconds are the same time", { ...ended, StartDateTime: START * 1000 }, { dpuHours: 2 }],
    [
      "without size it is not measured",
      { ...live, ExecutorSize: undefined },
      { dpuHours: 0, dpusInUse: 0, unmeasured: 1 },
    ],
    [
      "with a text for a size it is not measured",
      { ...live, ExecutorSize: "04" as never },
      { dpuHours: 0, dpusInUse: 0, unmeasured: 1 },
    ],
    [
      "with a size that is not finite it is not measured",
      { ...live, ExecutorSize: NaN },
      { dpuHours: 0, dpusInUse: 0, unmeasured: 1 },
    ],
    [
      "without start it is not measured",
      { ...live, StartDateTime: undefined },
      { dpuHours: 0, dpusInUse: 2, unmeasured: 1 },
    ],
    [
      "ended without saying when it is not measured",
      { ...ended, TerminationDateTime: undefined },
      { dpuHours: 0, dpusInUse: 0, unmeasured: 1 },
    ],
    ["without type it is counted as UNKNOWN", { ...live, ExecutorType: undefined }, { byType: { UNKNOWN: 1 } }],
  ];

  it.each(hours)("%s", (_name, executor, usage) => {
    expect(executorUsage([executor], { now })).toMatchObject(usage);
  });

  it("takes any iterable, and the current time by default", () => {
    const { dpuHours, executors } = executorUsage(new Set([live]));
    expect(executors).toBe(1);
    expect(dpuHours).toBeGreaterThan(8);
  });

  it.each([[5], [null], [{ executors: [] }], ["text"]])("refuses %j", (executors) => {
    expect(() => executorUsage(executors as never, { now })).toThrow(
      /^Expected `executors` to be an iterable of executors, such as `await listExecutors\(…\)\.toArray\(\)`, got /,
    );
  });

  it("refuses what is no executor, and options that are none", () => {
    expect(() => executorUsage([live, undefined as never])).toThrow(
      new TypeError("Expected `executors[1]` to be an object, got `undefined` (undefined)"),
    );
    expect(() => executorUsage([live], null as never)).toThrow(
      new TypeError("Expected `options` to be an object, got `null` (null)"),
    );
  });

  it("counts together those that say neither state nor type", () => {
    const { byState, byType } = executorUsage([{ ExecutorId: "one" }, { ExecutorId: "other" }], { now });
    expect([byState, byType]).toEqual([{ UNKNOWN: 2 }, { UNKNOWN: 2 }]);
  });

  it("refuses a `now` that is no valid Date", () => {
    expect(() => executorUsage([live], { now: new Date(NaN) })).toThrow("Expected `now` to be a valid Date");
  });

  it("lets no key of the service reach a prototype", () => {
    const { byType } = executorUsage([{ ...live, ExecutorType: "__proto__" as never }]);
    expect(Object.keys(byType)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(byType)).toBe(Object.prototype);
  });
});
