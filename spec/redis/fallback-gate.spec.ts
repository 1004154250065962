import { afterEach, describe, expect, it, vi } from "vitest";
import { raceAbort } from "../../lib/abort/race-abort.js";
import { ThrottleUnavailableError } from "../../lib/errors/throttle-unavailable-error.js";
import { FallbackGate } from "../../lib/redis/fallback-gate.js";
import { SharedGate } from "../../lib/redis/shared-gate.js";
import type { SharedLine } from "../../lib/redis/shared-line.js";
import { quiet, unhandledRejections } from "../support/iterating.js";

const lost = new Error("The connection is closed");

afterEach(() => {
  vi.useRealTimers();
});

/** A gate on a line that is lost, as long as nothing else is said, in a time that stands still. */
function gateOn({ isAlone }: { isAlone: boolean }) {
  vi.useFakeTimers({ toFake: ["performance"] });
  const take = vi.fn<SharedLine["take"]>(() => Promise.reject(lost));
  const count = vi.fn<() => Promise<unknown>>(() => Promise.reject(lost));
  const hold = vi.fn(() => Promise.reject(lost));
  const line = { take, count, hold } as unknown as SharedLine;
  const local = { enter: vi.fn(() => Promise.resolve(true)), callOff: vi.fn() };
  const gate = new FallbackGate({ line, shared: new SharedGate(line), local: isAlone ? local : undefined });
  return { gate, take, count, hold, local };
}

const granted: SharedLine["take"] = () =>
  Promise.resolve({ isGranted: true, turn: -Infinity, isHeld: false, windowEnd: Infinity });

describe("The gate of a process that has nothing to fall back on", () => {
  it("disturbs nobody where the others cannot be told to wait", async () => {
    const { gate } = gateOn({ isAlone: false });
    const unhandled = unhandledRejections();
    gate.hold(1000);
    await quiet();
    unhandled.stop();
    expect(unhandled.reasons).toEqual([]);
  });

  it("refuses callers, and has one of them find out after a second whether Redis is back", async () => {
    const { gate, take } = gateOn({ isAlone: false });
    for (const [wait, asked] of [
      [0, 1],
      [0, 1],
      [999, 1],
      [1, 2],
      [0, 2],
    ] as const) {
      vi.advanceTimersByTime(wait);
      await expect(gate.enter(1)).rejects.toMatchObject({ name: "ThrottleUnavailableError", cause: lost });
      expect(take).toHaveBeenCalledTimes(asked);
    }
    take.mockImplementation(granted);
    vi.advanceTimersByTime(1000);
    expect(await gate.enter(1)).toBe(true);
    expect(gate.degradedBy).toBeUndefined();
  });

  it("knows nothing new from a caller who was called off while he asked", async () => {
    const { gate, take } = gateOn({ isAlone: false });
    await expect(gate.enter(1)).rejects.toBeInstanceOf(ThrottleUnavailableError);
    vi.advanceTimersByTime(1000);
    take.mockImplementation((_places, signal) => raceAbort(new Promise(() => undefined), signal));
    const asking = gate.enter(1);
    await quiet();
    gate.callOff();
    expect(await asking).toBe(false);
    expect(gate.degradedBy).toBe(lost);
  });
});

describe("The gate of a process that goes on alone", () => {
  it("asks once a second whether Redis is back, and keeps nobody waiting for the answer", async () => {
    const { gate, count } = gateOn({ isAlone: true });
    expect(await gate.enter(1)).toBe(true);
    expect(gate.degradedBy).toBe(lost);
    for (const asked of [1, 2, 3]) {
      vi.advanceTimersByTime(1000);
      expect(await Promise.all([gate.enter(1), gate.enter(1)])).toEqual([true, true]);
      expect(await gate.enter(1)).toBe(true);
      expect(count).toHaveBeenCalledTimes(asked);
    }
    expect(gate.degradedBy).toBe(lost);
  });

  it("asks again when an answer gets lost, and believes the first that comes", async () => {
    const { gate, count } = gateOn({ isAlone: true });
    count.mockImplementation(() => new Promise(() => undefined));
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

  it("keeps to its share for two more seconds when Redis is back, and to nothing else before and after", async () => {
    const { gate, take, count, local } = gateOn({ isAlone: true });
    take.mockImplementation(granted);
    await gate.enter(1);
    expect(local.enter).not.toHaveBeenCalled();
    take.mockImplementationOnce(() => Promise.reject(lost));
    await gate.enter(1);
    count.mockImplementation(() => Promise.resolve({}));
    vi.advanceTimersByTime(1000);
    await gate.enter(1);
    expect(local.enter).toHaveBeenCalledTimes(2);
    for (const [wait, alone] of [
      [0, 3],
      [2000, 4],
      [1, 4],
    ] as const) {
      vi.advanceTimersByTime(wait);
      await gate.enter(1);
      expect(local.enter).toHaveBeenCalledTimes(alone);
    }
    expect(take).toHaveBeenCalledTimes(5);
  });

  it("does not go where its share is used up and it was called off", async () => {
    const { gate, take, count, local } = gateOn({ isAlone: true });
    await gate.enter(1);
    count.mockImplementation(() => Promise.resolve({}));
    vi.advanceTimersByTime(1000);
    await gate.enter(1);
    local.enter.mockResolvedValueOnce(false);
    expect(await gate.enter(1)).toBe(false);
    expect(take).toHaveBeenCalledTimes(1);
    gate.callOff();
    expect(local.callOff).toHaveBeenCalledTimes(1);
  });

  it("tells the others of a cool-down while they can be told", async () => {
    const { gate, hold } = gateOn({ isAlone: true });
    gate.hold(1000);
    await gate.enter(1);
    gate.hold(2000);
    expect(hold.mock.calls).toEqual([[1000]]);
  });
});
