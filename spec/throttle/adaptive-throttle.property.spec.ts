import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createThrottle } from "../../lib/index.js";
import { listenersOn } from "../support/abort-signals.js";
import { fakeTime } from "../support/fake-time.js";
import { numberOfRuns } from "../support/number-of-runs.js";

/** A call or a cool-down, `after` milliseconds. */
type Happening =
  | { readonly after: number; readonly what: "arrive"; readonly patience: number | undefined }
  | { readonly after: number; readonly what: "coolDown"; readonly ms: number; readonly isOutage: boolean };

const after = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 300 }));
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      after,
      what: fc.constant("arrive" as const),
      patience: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      after,
      what: fc.constant("coolDown" as const),
      ms: fc.integer({ min: 0, max: 250 }),
      isOutage: fc.boolean(),
    }),
  },
);

/** Milliseconds, because p-throttle rounds its clock and timers to whole milliseconds. */
const TOLERANCE = 2;

describe("A throttle under random calls, aborts and cool-downs", () => {
  it("keeps limit and order, settles all calls and leaves no timer", async () => {
    fakeTime();
    const limits = fc.record({ limit: fc.integer({ min: 1, max: 6 }), interval: fc.constantFrom(50, 100, 300) });
    await fc.assert(
      fc.asyncProperty(limits, fc.array(happening, { maxLength: 40 }), async (options, happenings) => {
        await expectOrder(options, happenings);
      }),
      { numRuns: numberOfRuns(300), seed: 1 },
    );
  });
});

async function expectOrder(
  options: { limit: number; interval: number },
  happenings: readonly Happening[],
): Promise<void> {
  const throttle = createThrottle(options);
  const grants: { caller: number; at: number }[] = [];
  const signals: AbortSignal[] = [];
  let settled = 0;
  let arrived = 0;
  let left = 0;
  let coolUntil = -Infinity;

  const arrive = (patience: number | undefined): void => {
    const caller = arrived;
    arrived += 1;
    const controller = new AbortController();
    signals.push(controller.signal);
    const timer =
      patience === undefined
        ? undefined
        : setTimeout(() => {
            controller.abort("left");
          }, patience);
    throttle
      .acquire(controller.signal)
      .then(
        () => {
          grants.push({ caller, at: performance.now() });
          expect(performance.now()).toBeGreaterThan(coolUntil - 1);
        },
        (reason: unknown) => {
          expect(reason).toBe("left");
          left += 1;
        },
      )
      .finally(() => {
        clearTimeout(timer);
        settled += 1;
      });
  };

  for (const what of happenings) {
    await vi.advanceTimersByTimeAsync(what.after);
    if (what.what === "arrive") arrive(what.patience);
    else {
      throttle.coolDown(what.ms, what.isOutage ? -Infinity : undefined);
      coolUntil = Math.max(coolUntil, performance.now() + what.ms);
    }
  }
  for (let rounds = 0; rounds < 1000 && settled < arrived; rounds += 1) await vi.advanceTimersByTimeAsync(1000);

  expect(grants.length + left).toBe(arrived);
  const order = grants.map(({ caller }) => caller);
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  const times = grants.map(({ at }) => at);
  for (const [index, at] of times.slice(options.limit).entries()) {
    expect(at - (times[index] ?? NaN)).toBeGreaterThanOrEqual(options.interval - TOLERANCE);
  }
  expect(vi.getTimerCount()).toBe(0);
  expect(signals.map(listenersOn)).toEqual(signals.map(() => 0));
}
