import { describe, expect, it } from "vitest";
import { startMilliseconds } from "../../lib/executors/executor-times.js";
import { startTime, terminationTime } from "../../lib/index.js";

describe("startTime and terminationTime", () => {
  const cases: readonly [time: unknown, expected: string | undefined][] = [
    [1_700_000_000, "2023-11-14T22:13:20.000Z"],
    [1_700_000_000_000, "2023-11-14T22:13:20.000Z"],
    [99_999_999_999, "5138-11-16T09:46:39.000Z"],
    [100_000_000_000, "1973-03-03T09:46:40.000Z"],
    [1, "1970-01-01T00:00:01.000Z"],
    [8.64e15, "+275760-09-13T00:00:00.000Z"],
    [8.64e15 + 1, undefined],
    [0, undefined],
    [-1, undefined],
    [-1_700_000_000_000, undefined],
    [Infinity, undefined],
    [undefined, undefined],
    [null, undefined],
    ["1700000000", undefined],
    [NaN, undefined],
    [1e300, undefined],
  ];

  it.each(cases)("read %s as %s", (time, expected) => {
    const executor = { ExecutorId: "one", StartDateTime: time as number, TerminationDateTime: time as number };
    expect(startTime(executor)?.toISOString()).toBe(expected);
    expect(terminationTime(executor)?.toISOString()).toBe(expected);
    expect(startMilliseconds(executor)).toBe(expected === undefined ? Infinity : Date.parse(expected));
  });
});
