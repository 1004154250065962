import { afterEach, describe, expect, it, vi } from "vitest";
import { ThrottleUnavailableError } from "../../lib/errors/throttle-unavailable-error.js";
import { FallbackGate } from "../../lib/redis/fallback-gate.js";
import { SharedGate } from "../../lib/redis/shared-gate.js";
import type { SharedLine } from "../../lib/redis/shared-line.js";
import { unhandledRejections } from "../support/process-events.js";
import { nextTurn } from "../support/waiting.js";

const lost = new Error("The connection is closed");
const TIMEOUT = 800;

afterEach(() => {
  vi.useRealTimers();
});

/** Creates a gate on a line that fails unless a spec mocks its answers. Time is mocked. */
function gateOn({ isAlone }: { isAlone: boolean }) {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  const take = vi.fn<SharedLine["take"]>(() => Promise.reject(lost));
  const ask = vi.fn<SharedLine["ask"]>(() => Promise.reject(lost));
  const hold = vi.fn(() => Promise.reject(lost));
  const parts = { take, ask, hold, gap: 100, slack: 20, roundTrip: 1, uncertainty: 0, toLocal: () => Infinity };
  const line = parts as unknown as SharedLine;
  const local = { enter: vi.fn(() => Promise.resolve(true)), callOff: vi.fn() };
  const shared = new SharedGate(line);
  const gate = new FallbackGate({ line, shared, local: isAlone ? local : undefined, timeout: TIMEOUT });
  return { gate, take, ask, hold, local };
}

const granted: SharedLine["take"] = () => Promise.resolve({ turn: performance.now(), redisTurn: 0 });
const unavailable = { name: "ThrottleUnavailableError", cause: lost };

/** Creates a promise that resolves when `answer` is called. */
function lateAnswer() {
  let answer = (): void => undefined;
  const come = new Promise<number>((resolve) => {
    answer = () => {
      resolve(0);
    };
  });
  return {
    come,
    answer: () => {
      answer();
    },
  };
}

describe('The gate under "throw"', () => {
  it("ignores a failure to send a cool-down to other processes", async () => {
    const { gate } = gateOn({ isAlone: false });
    const unhandled = unhandledRejections();
    gate.hold(1000);
    await nextTurn();
    unhandled.stop();
    expect(unhandled.reasons).toEqual([]);
  });

  it("takes one place in an outage, and tries Redis again after the timeout", async () => {
    const { gate, take, ask } = gateOn({ isAlone: false });
    for (const [wait, asked] of [
      [0, 1],
      [0, 1],
      [TIMEOUT - 1, 1],
      [1, 2],
      [0, 2],
    ] as const) {
      vi.advanceTimersByTime(wait);
      await expect(gate.enter(1)).rejects.toMatchObject(unavailable);
      await nextTurn();
      expect(ask).toHaveBeenCalledTimes(asked);
    }
    expect(take).toHaveBeenCalledTimes(1);
    expect(gate.degradedBy).toBe(lost);
  });

  it("admits the caller that finds Redis available again", async () => {
    const { gate, take, ask } = gateOn({ isAlone: false });
    await expect(gate.enter(1)).rejects.toMatchObject(unavailable);
    await nextTurn();
    take.mockImplementation(granted);
    ask.mockImplementation(() => Promise.resolve(0));
    vi.advanceTimersByTime(TIMEOUT);
    expect(await gate.enter(1)).toBe(true);
    expect(gate.degradedBy).toBeUndefined();
  });

  it("returns to Redis after a late answer", async () => {
    const { gate, take, ask } = gateOn({ isAlone: false });
    const { come, answer } = lateAnswer();
    ask.mockImplementation(() => come);
    await expect(gate.enter(1)).rejects.toMatchObject(unavailable);
    vi.advanceTimersByTime(9_000);
    await expect(gate.enter(1)).rejects.toMatchObject(unavailable);
    expect(ask).toHaveBeenCalledTimes(1);
    take.mockImplementation(granted);
    answer();
    await nextTurn();
    expect(gate.degradedBy).toBeUndefined();
    expect(await gate.enter(1)).toBe(true);
  });

  it("rejects a caller if Redis does not answer within the timeout", async () => {
    const { gate, ask } = gateOn({ isAlone: false });
    await expect(gate.enter(1)).rejects.toBeInstanceOf(ThrottleUnavailableError);
    await nextTurn();
    ask.mockImplementation(() => new Promise(() => undefined));
    vi.advanceTimersByTime(TIMEOUT);
    const asking = expect(gate.enter(1)).rejects.toMatchObject(unavailable);
    await vi.advanceTimersByTimeAsync(TIMEOUT);
    await asking;
  });

  it("does not admit a caller that is cancelled during the try", async () => {
    const { gate, ask } = gateOn({ isAlone: false });
    await expect(gate.enter(1)).rejects.toBeInstanceOf(ThrottleUnavailableError);
    await nextTurn();
    ask.mockImplementation(() => new Promise(() => undefined));
    vi.advanceTimersByTime(TIMEOUT);
    const asking = gate.enter(1);
    await nextTurn();
    gate.callOff();
    expect(await asking).toBe(false);
    expect(gate.degradedBy).toBe(lost);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ignores a late answer from an earlier outage", async () => {
    const { gate, take, ask } = gateOn({ isAlone: false });
    const early = lateAnswer();
    ask.mockImplementationOnce(() => early.come);
    await expect(gate.enter(1)).rejects.toMatchObject(unavailable);
    vi.advanceTimersByTime(10_000);
    ask.mockImplementationOnce(() => Promise.resolve(0));
    take.mockImplementationOnce(granted);
    expect(await gate.enter(1)).toBe(true);
    await expect(gate.enter(1)).rejects.toMatchObject(unavailable);
    early.answer();
    await nextTurn();
    expect(gate.degradedBy).toBe(lost);
  });
});

describe('The gate under "local"', () => {
  it("tries Redis in the background, without a delay for callers", async () => {
    const { gate, take, ask } = gateOn({ isAlone: true });
    for (const asked of [1, 2, 3]) {
      expect(await gate.enter(1)).toBe(true);
      expect(gate.degradedBy).toBe(lost);
      await nextTurn();
      expect(await gate.enter(1)).toBe(true);
      expect(ask).toHaveBeenCalledTimes(asked);
      vi.advanceTimersByTime(TIMEOUT);
    }
    expect(take).toHaveBeenCalledTimes(1);
  });

  it("tries Redis while its only caller waits for a local turn", async () => {
    const { gate, ask, local } = gateOn({ isAlone: true });
    let enter = (): void => undefined;
    const waiting = new Promise<boolean>((resolve) => {
      enter = () => {
        resolve(true);
      };
    });
    local.enter.mockImplementationOnce(() => waiting);
    const entered = gate.enter(1);
    await nextTurn();
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2 * TIMEOUT);
    expect(ask).toHaveBeenCalledTimes(3);
    enter();
    expect(await entered).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tries Redis again after ten seconds without an answer", async () => {
    const { gate, ask } = gateOn({ isAlone: true });
    ask.mockImplementation(() => new Promise(() => undefined));
    for (const [wait, asked] of [
      [0, 1],
      [9999, 1],
      [1, 2],
    ] as const) {
      vi.advanceTimersByTime(wait);
      await gate.enter(1);
      expect(ask).toHaveBeenCalledTimes(asked);
    }
  });

  it("moves callers from the local to the shared line when Redis is back", async () => {
    const { gate, ask, local } = gateOn({ isAlone: true });
    const { come, answer } = lateAnswer();
    ask.mockImplementation(() => come);
    await gate.enter(1);
    expect(local.callOff).not.toHaveBeenCalled();
    answer();
    await nextTurn();
    expect(local.callOff).toHaveBeenCalledTimes(1);
  });

  it("keeps the local share for the timeout after Redis is back", async () => {
    const { gate, take, ask, local } = gateOn({ isAlone: true });
    take.mockImplementation(granted);
    await gate.enter(1);
    expect(local.enter).not.toHaveBeenCalled();
    take.mockImplementationOnce(() => Promise.reject(lost));
    ask.mockImplementation(() => Promise.resolve(0));
    await gate.enter(1);
    await nextTurn();
    expect(local.enter).toHaveBeenCalledTimes(1);
    for (const [wait, alone] of [
      [0, 2],
      [TIMEOUT - 1, 3],
      [1, 3],
    ] as const) {
      vi.advanceTimersByTime(wait);
      await gate.enter(1);
      expect(local.enter).toHaveBeenCalledTimes(alone);
    }
    expect(take).toHaveBeenCalledTimes(5);
  });

  it("ends a wait for the local share one timeout after Redis is back", async () => {
    const { gate, ask, local } = gateOn({ isAlone: true });
    ask.mockImplementation(() => Promise.resolve(0));
    await gate.enter(1);
    await nextTurn();
    local.callOff.mockClear();
    const waiting = new Promise<boolean>((resolve) => {
      local.callOff.mockImplementationOnce(() => {
        resolve(false);
      });
    });
    local.enter.mockImplementationOnce(() => waiting);
    const entered = gate.enter(1);
    await vi.advanceTimersByTimeAsync(TIMEOUT - 1);
    expect(local.callOff).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await entered).toBe(false);
  });

  it("sends a cool-down to other processes only while Redis is available", async () => {
    const { gate, hold } = gateOn({ isAlone: true });
    gate.hold(1000);
    await gate.enter(1);
    gate.hold(2000);
    expect(hold.mock.calls).toEqual([[1000]]);
  });
});
