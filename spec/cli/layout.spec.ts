import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { executorColumns } from "../../lib/cli/executor-columns.js";
import { tableLines } from "../../lib/cli/table.js";
import { roundStep, timeTicks } from "../../lib/cli/ticks.js";

const HOUR = 3_600_000;

describe("The ticks of a time axis", () => {
  it.each([
    {
      hours: 0.01,
      labels: ["19:00:00", "19:00:05", "19:00:10", "19:00:15", "19:00:20", "19:00:25", "19:00:30", "19:00:35"],
    },
    { hours: 2.75, labels: ["19:00", "19:30", "20:00", "20:30", "21:00", "21:30"] },
    { hours: 30, labels: ["21:00", "23 Nov", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "24 Nov"] },
    { hours: 24 * 6, labels: ["23 Nov", "24 Nov", "25 Nov", "26 Nov", "27 Nov", "28 Nov"] },
  ])("are $labels for $hours hours", ({ hours, labels }) => {
    const from = Date.UTC(2026, 10, 22, 19);
    expect(timeTicks(from, from + hours * HOUR, 10, 0).map(({ label }) => label)).toEqual(labels);
  });

  it("are round local times, and few", () => {
    const span = fc.integer({ min: 1000, max: 300 * 24 * HOUR });
    const most = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1e12, max: 2e12 }), span, most, (from, length, number) => {
        const offset = 5.5 * HOUR;
        const ticks = timeTicks(from, from + length, number, offset);
        expect(ticks.length).toBeLessThanOrEqual(number + 1);
        for (const { time } of ticks) {
          expect(time).toBeGreaterThanOrEqual(from);
          expect(time).toBeLessThanOrEqual(from + length);
          expect((time + offset) % 1000).toBe(0);
        }
      }),
    );
  });

  it.each([
    [1, 4, 1],
    [14, 4, 5],
    [160, 4, 50],
    [3, 8, 1],
  ])("on a scale up to %i with at most %i steps are %i apart", (maximum, most, step) => {
    expect(roundStep(maximum, most, 1)).toBe(step);
  });
});

describe("A table of executors", () => {
  it("is never wider than the terminal if the ids fit", () => {
    const now = new Date(Date.UTC(2026, 10, 22, 19));
    const executor = fc.record({
      ExecutorId: fc.uuid(),
      ExecutorType: fc.constantFrom("COORDINATOR", "GATEWAY", "WORKER"),
      ExecutorState: fc.constantFrom("REGISTERED", "TERMINATING", "FAILED"),
      ExecutorSize: fc.integer({ min: 0, max: 1e6 }),
      StartDateTime: fc.integer({ min: now.getTime() - 90 * 24 * HOUR, max: now.getTime() }),
    });
    const row = fc.record({ executor, sessionId: fc.string({ minLength: 1, maxLength: 60 }) });
    const size = { width: fc.integer({ min: 36, max: 250 }), hasSessions: fc.boolean() };
    fc.assert(
      fc.property(fc.array(row), size.width, size.hasSessions, (rows, width, hasSessions) => {
        const layout = { width, paint: (text: string) => text };
        const lines = tableLines(executorColumns(hasSessions, now), rows, layout);
        expect(lines.filter((line) => Array.from(line).length > width)).toEqual([]);
        for (const [index, { executor: listed }] of rows.entries()) {
          expect(lines[index + 1]).toContain(listed.ExecutorId);
        }
      }),
    );
  });
});
