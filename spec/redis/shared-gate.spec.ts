import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { raceAbort } from "../../lib/common/abort.js";
import { SharedGate } from "../../lib/redis/shared-gate.js";
import type { Held, Place, SharedLine } from "../../lib/redis/shared-line.js";
import { nextTurn } from "../support/waiting.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

const GAP = 100;

/** Creates a line without cool-downs. Each value of `waits` is the delay of a turn in ms. */
function lineOf({ waits = [], roundTrip = 1 }: { waits?: number[]; roundTrip?: number }) {
  const take = vi.fn<SharedLine["take"]>(() => {
    const turn = performance.now() + (waits.shift() ?? 0);
    return Promise.resolve({ turn, redisTurn: turn });
  });
  const heldUntil = vi.fn<SharedLine["heldUntil"]>(() => Promise.resolve({ local: -Infinity, redis: -Infinity }));
  const parts = { take, heldUntil, gap: GAP, slack: 20, roundTrip, uncertainty: 0, toLocal: (time: number) => time };
  const gate = new SharedGate(parts as unknown as SharedLine);
  return { gate, take, heldUntil, parts };
}

it("A caller passes at once at its turn, without a second command", async () => {
  const { gate, take, heldUntil } = lineOf({});
  expect(await gate.enter(1)).toBe(true);
  expect([take.mock.calls.length, heldUntil.mock.calls.length]).toEqual([1, 0]);
});

it("A caller reads the cool-down one round trip before its turn", async () => {
  const { gate, take, heldUntil } = lineOf({ waits: [50], roundTrip: 10 });
  const entered = gate.enter(1);
  await vi.advanceTimersByTimeAsync(39);
  expect(heldUntil).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(heldUntil).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(9);
  const now = performance.now();
  await vi.advanceTimersByTimeAsync(1);
  expect(await entered).toBe(true);
  expect(performance.now()).toBe(now + 1);
  expect(take).toHaveBeenCalledTimes(1);
});

it("A caller that loses its place to a cool-down takes another one", async () => {
  const { gate, take, heldUntil } = lineOf({ waits: [5, 0] });
  const held: Held = { local: performance.now() + 6, redis: performance.now() + 6 };
  heldUntil.mockResolvedValueOnce(held);
  expect(gate.heldUntil).toBe(-Infinity);
  const entered = gate.enter(1);
  await vi.advanceTimersByTimeAsync(5);
  expect(await entered).toBe(true);
  expect(take).toHaveBeenCalledTimes(2);
  expect(gate.heldUntil).toBe(held.local);
});

it("A caller with a place after a cool-down keeps it", async () => {
  const { gate, take, heldUntil } = lineOf({ waits: [5] });
  heldUntil.mockResolvedValueOnce({ local: performance.now() + 5, redis: performance.now() + 5 });
  const entered = gate.enter(1);
  await vi.advanceTimersByTimeAsync(5);
  expect(await entered).toBe(true);
  expect(take).toHaveBeenCalledTimes(1);
});

it("A late turn is given up, but at most five in a row", async () => {
  const { gate, take } = lineOf({ waits: [-10, -11, 0, ...Array.from({ length: 6 }, () => -11), -11, 0] });
  for (const taken of [1, 3, 9, 11]) {
    expect(await gate.enter(1)).toBe(true);
    expect(take).toHaveBeenCalledTimes(taken);
  }
});

it("A turn keeps its time although the Redis clock is set back", async () => {
  const { gate, take, parts } = lineOf({ waits: [50] });
  const entered = gate.enter(1);
  await nextTurn();
  parts.toLocal = (time) => time + 60_000;
  await vi.advanceTimersByTimeAsync(50);
  expect(await entered).toBe(true);
  expect(take).toHaveBeenCalledTimes(1);
});

it("A turn is given up if the clock shows that it passed long ago", async () => {
  const { gate, take, parts } = lineOf({ waits: [50, 0] });
  const first = performance.now() + 50;
  const entered = gate.enter(1);
  await nextTurn();
  parts.toLocal = (time) => (time === first ? time - 60 : time);
  await vi.advanceTimersByTimeAsync(49);
  expect(await entered).toBe(true);
  expect(take).toHaveBeenCalledTimes(2);
});

it("A call with a weight of 1.5 takes 1.5 places", async () => {
  const { gate, take } = lineOf({});
  for (const weight of [1.5, 1]) await gate.enter(weight);
  expect(take.mock.calls.map(([weight]) => weight)).toEqual([1.5, 1]);
});

it.each([
  { roundTrip: 1, callers: 10, taken: 1 },
  { roundTrip: 35, callers: 10, taken: 1 },
  { roundTrip: 45, callers: 10, taken: 2 },
  { roundTrip: 150, callers: 10, taken: 4 },
  { roundTrip: 150, callers: 3, taken: 3 },
  { roundTrip: 150, callers: 0, taken: 1 },
])("At a round trip of $roundTrip ms, $callers callers take $taken places", ({ roundTrip, callers, taken }) => {
  const { gate, take } = lineOf({ roundTrip });
  gate.callers = callers;
  void gate.enter(1);
  expect(take).toHaveBeenCalledTimes(taken);
});

it("No further places are taken behind other processes", async () => {
  const { gate, take } = lineOf({ roundTrip: 150, waits: [5000, 5100, 5200, 5300] });
  gate.callers = 10;
  const entered = gate.enter(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await entered).toBe(true);
  expect(take).toHaveBeenCalledTimes(4);
  void gate.enter(1);
  expect(take).toHaveBeenCalledTimes(4);
});

it("A cancelled caller does not pass, before or after its answer", async () => {
  const { gate, take } = lineOf({ waits: [60_000] });
  gate.callOff();
  const waiting = gate.enter(1);
  await nextTurn();
  gate.callOff();
  expect(await waiting).toBe(false);
  take.mockImplementationOnce((_weight, signal) => raceAbort(new Promise<Place>(() => undefined), signal));
  const asking = gate.enter(1);
  gate.callOff();
  expect(await asking).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

it("A failure of the line rejects the call and drops later places", async () => {
  const { gate, take } = lineOf({ roundTrip: 150 });
  const lost = new Error("The connection is closed");
  take.mockImplementationOnce(() => Promise.reject(lost));
  gate.callers = 4;
  await expect(gate.enter(1)).rejects.toBe(lost);
  expect(take).toHaveBeenCalledTimes(4);
  gate.callers = 1;
  expect(await gate.enter(1)).toBe(true);
  expect(take).toHaveBeenCalledTimes(5);
});
