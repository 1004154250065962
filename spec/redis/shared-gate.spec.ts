import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { raceAbort } from "../../lib/abort/race-abort.js";
import { SharedGate } from "../../lib/redis/shared-gate.js";
import type { Place, SharedLine } from "../../lib/redis/shared-line.js";
import { nextTurn } from "../support/next-turn.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A line that hands out these places, one after another, and in which nothing has moved. */
function lineOf(...places: Partial<Place>[]) {
  const take = vi.fn<SharedLine["take"]>(() => {
    const now = performance.now();
    const place = { isGranted: true, turn: now, isHeld: false, windowEnd: now + 1000, ...places.shift() };
    return Promise.resolve(place);
  });
  const hasMoved = vi.fn<SharedLine["hasMoved"]>(() => Promise.resolve(false));
  return { line: { take, hasMoved } as unknown as SharedLine, take, hasMoved };
}

it("A caller whose turn it is goes at once, and is not asked about again", async () => {
  const { line, take, hasMoved } = lineOf();
  expect(await new SharedGate(line).enter(1)).toBe(true);
  expect([take.mock.calls.length, hasMoved.mock.calls.length]).toEqual([1, 0]);
});

it("A caller who is refused at his turn takes another place", async () => {
  const { line, take, hasMoved } = lineOf({ isGranted: false }, { isGranted: false, turn: performance.now() + 5 }, {});
  const entered = new SharedGate(line).enter(1);
  await vi.advanceTimersByTimeAsync(5);
  expect(await entered).toBe(true);
  expect([take.mock.calls.length, hasMoved.mock.calls.length]).toEqual([3, 0]);
});

it("A caller whose window has moved while he waited takes another place", async () => {
  const { line, take, hasMoved } = lineOf({ turn: performance.now() + 5 }, {});
  hasMoved.mockResolvedValueOnce(true);
  const entered = new SharedGate(line).enter(1);
  await vi.advanceTimersByTimeAsync(4);
  expect(take).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await entered).toBe(true);
  expect([take.mock.calls.length, hasMoved.mock.calls.length]).toEqual([2, 1]);
});

it("A call that counts for one and a half takes one place, and the next one two", async () => {
  const { line, take } = lineOf();
  const gate = new SharedGate(line);
  for (const weight of [1.5, 1.5, 1]) await gate.enter(weight);
  expect(take.mock.calls.map(([places]) => places)).toEqual([1, 2, 1]);
});

it("A cool-down is known from a place that is held, and from no other", async () => {
  const turn = performance.now();
  const { line } = lineOf({}, { isHeld: true, turn }, {});
  const gate = new SharedGate(line);
  await gate.enter(1);
  expect(gate.heldUntil).toBe(-Infinity);
  await gate.enter(1);
  await gate.enter(1);
  expect(gate.heldUntil).toBe(turn);
});

it("A caller who is called off does not go, whether he waits for an answer or for his turn", async () => {
  const { line, take } = lineOf({ turn: performance.now() + 60_000 });
  const gate = new SharedGate(line);
  gate.callOff();
  const waiting = gate.enter(1);
  await nextTurn();
  gate.callOff();
  expect(await waiting).toBe(false);
  take.mockImplementationOnce((_places, signal) => raceAbort(new Promise(() => undefined), signal));
  const asking = gate.enter(1);
  gate.callOff();
  expect(await asking).toBe(false);
});

it("What the line fails with is told", async () => {
  const lost = new Error("The connection is closed");
  const line = { take: () => Promise.reject(lost) } as unknown as SharedLine;
  await expect(new SharedGate(line).enter(1)).rejects.toBe(lost);
});
