import type { ExecutorState } from "@aws-sdk/client-athena";
import fc from "fast-check";

/** Executors that started at one time. */
export interface Group {
  readonly count: number;
  /** Seconds since the group before it; 0 makes one group of both, less than 0 has started before that. */
  readonly gap: number;
  /** One without start time may get one later, unless it has failed before it started. */
  readonly hasStart: boolean;
  readonly state: ExecutorState;
}

export type Fault = "throttle" | "error" | "reset" | "denied" | "refused";

/** An executor without start time that gets one. */
export interface Start {
  /** Its place among those that wait for one. */
  readonly place: number;
  /** Seconds from now; less than 0 if it was told late. */
  readonly lag: number;
}

/** The fate of a request, and of the session after it. */
export interface Happening {
  /** `refused`: the token, where there is one. */
  readonly fault: Fault | undefined;
  /** How many executors the page has at most. */
  readonly most: number;
  readonly isEmpty: boolean;
  /** Whether the last page has a token too. */
  readonly goesOn: boolean;
  /** How many executors before the page come again on it, instead of those that were asked for. */
  readonly repeats: number | undefined;
  /** Executors that join after it. */
  readonly joins: readonly Group[];
  /** The place of an executor whose state changes after it. */
  readonly changes: number | undefined;
  readonly expires: boolean;
  /** Executors that get their start time after it. */
  readonly starts: readonly Start[];
  /** How many turns of the event loop the answer takes. */
  readonly turns: number;
}

/** How a consumer goes away. */
export type Leaving = "break" | "return while waiting" | "abort" | "abort while waiting";

/** One process that reads the listing, from where the one before it had come. */
export interface Visit {
  /** Executors that got their start time before it. */
  readonly starts: readonly Start[];
  readonly view: "executors" | "withCursors" | "pages" | "toArray";
  readonly pageSize: number;
  readonly prefetch: number;
  readonly maxItems: number | undefined;
  /** The place of the executor after which it stops. */
  readonly startedAfter: number | undefined;
  /** How many `next()` are called at a time. */
  readonly stride: number;
  /** After how many values it leaves. */
  readonly leaves: { readonly after: number; readonly by: Leaving } | undefined;
  /** Turns of the event loop that it works on each value. */
  readonly works: number;
}

/** A session, what befalls it, and who reads it. */
export interface Scenario {
  /** From the oldest to the newest. */
  readonly groups: readonly Group[];
  /** Whether the service lists by start time, executors without one first, or in the order in which they joined. */
  readonly isByStart: boolean;
  /** An executor that the service lists somewhere else than by its start time. */
  readonly misplaced: { readonly from: number; readonly to: number } | undefined;
  readonly filter: ExecutorState | readonly ExecutorState[] | undefined;
  /** One for each request; after the last one nothing happens any more. */
  readonly happenings: readonly Happening[];
  /** After the last one everything is read to its end. */
  readonly visits: readonly Visit[];
}

const state = fc.constantFrom<ExecutorState>("REGISTERED", "FAILED", "CREATED");

/** `undefined` in all but one of so many cases; that is also what a failing scenario is shrunk to. */
function rarely<Value>(arbitrary: fc.Arbitrary<Value>, oneIn: number): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: oneIn - 1 }, { arbitrary, weight: 1 });
}

function seldom(oneIn: number): fc.Arbitrary<boolean> {
  return rarely(fc.constant(true), oneIn).map((isSo) => isSo === true);
}

function group(counts: fc.Arbitrary<number>): fc.Arbitrary<Group> {
  return fc.record({
    count: counts,
    gap: fc.oneof(
      { arbitrary: fc.nat({ max: 2 }), weight: 7 },
      { arbitrary: fc.integer({ min: -3, max: -1 }), weight: 1 },
    ),
    hasStart: seldom(4).map((isMissing) => !isMissing),
    state,
  });
}

/** None in all but one of so many cases. */
function starts(oneIn: number): fc.Arbitrary<readonly Start[]> {
  const start = fc.record({ place: fc.nat({ max: 9 }), lag: fc.integer({ min: -4, max: 2 }) });
  return rarely(fc.array(start, { minLength: 1, maxLength: 4 }), oneIn).map((some) => some ?? []);
}

const groups = fc.array(
  group(
    fc.oneof(
      { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 40 },
      { arbitrary: fc.integer({ min: 60, max: 130 }), weight: 1 },
    ),
  ),
  { maxLength: 14 },
);

const happening: fc.Arbitrary<Happening> = fc.record({
  fault: rarely(fc.constantFrom<Fault>("throttle", "error", "reset", "denied", "refused"), 6),
  most: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 9 })),
  isEmpty: seldom(10),
  goesOn: seldom(2),
  repeats: rarely(fc.integer({ min: 1, max: 9 }), 10),
  joins: rarely(fc.array(group(fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 2 }), 5).map(
    (joins) => joins ?? [],
  ),
  changes: rarely(fc.nat({ max: 40 }), 8),
  expires: seldom(6),
  starts: starts(5),
  turns: fc.nat({ max: 2 }),
});

const visit: fc.Arbitrary<Visit> = fc.record({
  starts: starts(4),
  view: fc.constantFrom("executors", "withCursors", "withCursors", "pages", "pages", "toArray"),
  pageSize: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(100)),
  prefetch: fc.nat({ max: 3 }),
  maxItems: rarely(fc.nat({ max: 20 }), 4),
  startedAfter: rarely(fc.nat({ max: 40 }), 5),
  stride: fc.oneof({ arbitrary: fc.constant(1), weight: 3 }, { arbitrary: fc.integer({ min: 2, max: 4 }), weight: 1 }),
  leaves: rarely(
    fc.record({
      after: fc.nat({ max: 12 }),
      by: fc.constantFrom<Leaving>("break", "return while waiting", "abort", "abort while waiting"),
    }),
    2,
  ),
  works: fc.nat({ max: 4 }),
});

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  groups,
  isByStart: seldom(3).map((isByJoin) => !isByJoin),
  misplaced: rarely(fc.record({ from: fc.nat({ max: 40 }), to: fc.nat({ max: 40 }) }), 6),
  filter: fc.oneof(
    fc.constant(undefined),
    fc.constant<ExecutorState>("REGISTERED"),
    fc.constant<readonly ExecutorState[]>(["REGISTERED", "FAILED"]),
  ),
  happenings: fc.array(happening, { maxLength: 16 }),
  visits: fc.array(visit, { maxLength: 4 }),
});
