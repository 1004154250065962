import type { ExecutorState } from "@aws-sdk/client-athena";
import fc from "fast-check";

/** Executors with the same start time. */
export interface Group {
  readonly count: number;
  /** Seconds since the previous group. 0 gives both groups the same time, a negative gap an earlier time. */
  readonly gap: number;
  /** Whether the executors have a start time. If not, they can get one later, unless they have failed. */
  readonly hasStart: boolean;
  readonly state: ExecutorState;
}

export type Fault = "throttle" | "error" | "reset" | "denied" | "refused";

/** Gives a start time to an executor without one. */
export interface Start {
  /** Index of the executor among those without a start time. */
  readonly place: number;
  /** Seconds from now. Negative if the service reports the start late. */
  readonly lag: number;
}

/** The answer to a request, and the changes of the session after it. */
export interface Happening {
  /** A failure of the request. `refused` refuses the token, if there is one. */
  readonly fault: Fault | undefined;
  /** Maximum number of executors on the page. */
  readonly most: number;
  readonly isEmpty: boolean;
  /** Whether the last page has a token. */
  readonly goesOn: boolean;
  /** Number of earlier executors that the page repeats instead of the requested ones. */
  readonly repeats: number | undefined;
  /** Executors that join after the request. */
  readonly joins: readonly Group[];
  /** Index of an executor whose state changes after the request. */
  readonly changes: number | undefined;
  readonly expires: boolean;
  /** Executors that get their start time after the request. */
  readonly starts: readonly Start[];
  /** Delay of the answer in turns of the event loop. */
  readonly turns: number;
}

/** The way in which a consumer leaves. */
export type Leaving = "break" | "return while waiting" | "abort" | "abort while waiting";

/** A process that resumes the listing after the previous process. */
export interface Visit {
  /** Executors that get their start time before the visit. */
  readonly starts: readonly Start[];
  readonly view: "executors" | "withCursors" | "pages" | "toArray";
  readonly pageSize: number;
  readonly prefetch: number;
  readonly maxItems: number | undefined;
  /** Index of the executor whose start time is the limit. */
  readonly startedAfter: number | undefined;
  /** Number of parallel `next()` calls. */
  readonly stride: number;
  /** The consumer leaves after this many values. */
  readonly leaves: { readonly after: number; readonly by: Leaving } | undefined;
  /** Turns of the event loop between two reads. */
  readonly works: number;
}

/** A session, its changes during the listing, and its consumers. */
export interface Scenario {
  /** The first executors, oldest first. */
  readonly groups: readonly Group[];
  /** Whether the service sorts by start time, executors without one first. If not, it sorts by time of joining. */
  readonly isByStart: boolean;
  /** An executor that the service lists in a wrong place. */
  readonly misplaced: { readonly from: number; readonly to: number } | undefined;
  readonly filter: ExecutorState | readonly ExecutorState[] | undefined;
  /** One for each request. Later requests have no faults and no changes. */
  readonly happenings: readonly Happening[];
  /** The visits before the last one, which reads to the end. */
  readonly visits: readonly Visit[];
}

const state = fc.constantFrom<ExecutorState>("REGISTERED", "FAILED", "CREATED");

/** Returns a value in one of `oneIn` cases, otherwise `undefined`. Shrinking also leads to `undefined`. */
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

/** Returns a non-empty array in one of `oneIn` cases. */
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
