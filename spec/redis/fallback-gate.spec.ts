import { afterEach, describe, expect, it, vi } from "vitest";
import { FallbackGate } from "../../lib/redis/fallback-gate.js";
import { SharedGate } from "../../lib/redis/shared-gate.js";
import type { SharedLine } from "../../lib/redis/shared-line.js";
import { quiet, unhandledRejections } from "../support/iterating.js";

const lost = new Error("The connection is closed");
const lostLine = { hold: () => Promise.reject(lost) } as unknown as SharedLine;

describe("The gate of a process that has nothing to fall back on", () => {
  const gate = new FallbackGate({ line: lostLine, shared: new SharedGate(lostLine), local: undefined });

  it("disturbs nobody where the others cannot be told to wait", async () => {
    const unhandled = unhandledRejections();
    gate.hold(1000);
    await quiet();
    unhandled.stop();
    expect(unhandled.reasons).toEqual([]);
  });
});

describe("The gate of a process that goes on alone", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("asks once a second whether Redis is back, and keeps nobody waiting for the answer", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const count = vi.fn(() => Promise.reject(lost));
    const line = { count, take: () => Promise.reject(lost) } as unknown as SharedLine;
    const local = { enter: () => Promise.resolve(true), callOff: () => undefined };
    const gate = new FallbackGate({ line, shared: new SharedGate(line), local });
    expect(await gate.enter(1)).toBe(true);
    expect(gate.degradedBy).toBe(lost);
    for (const asked of [1, 2, 3]) {
      vi.advanceTimersByTime(1000);
      expect(await Promise.all([gate.enter(1), gate.enter(1)])).toEqual([true, true]);
      expect(count).toHaveBeenCalledTimes(asked);
    }
    expect(gate.degradedBy).toBe(lost);
  });

  it("asks again when an answer gets lost, and believes the first that comes", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const count = vi.fn<() => Promise<unknown>>(() => new Promise(() => undefined));
    const line = { count, take: () => Promise.reject(lost) } as unknown as SharedLine;
    const local = { enter: () => Promise.resolve(true), callOff: () => undefined };
    const gate = new FallbackGate({ line, shared: new SharedGate(line), local });
    await gate.enter(1);
    for (const [wait, asked] of [
      [1000, 1],
      [9999, 1],
      [1, 2],
    ] as const) {
      vi.advanceTimersByTime(wait);
      await gate.enter(1);
      expect(count).toHaveBeenCalledTimes(asked);
    }
    count.mockImplementation(() => Promise.resolve({}));
    vi.advanceTimersByTime(10_000);
    await gate.enter(1);
    expect(gate.degradedBy).toBeUndefined();
  });
});
