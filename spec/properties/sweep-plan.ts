import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import fc from "fast-check";

/** A session of a plan. */
export interface PlannedSession {
  /** Number in the session id. Sessions with the same number are one session that is listed repeatedly. */
  readonly number: number;
  readonly state: SessionState;
  readonly states: readonly ExecutorState[];
  readonly fate: "lives" | "vanished" | "fails at once" | "fails later";
}

/** A workgroup and its consumer. */
export interface SweepPlan {
  readonly sessions: readonly PlannedSession[];
  readonly sessionsOnPage: number;
  readonly sessionStates: readonly SessionState[] | undefined;
  readonly filter: ExecutorState | readonly ExecutorState[] | undefined;
  readonly concurrency: number;
  readonly pageSize: number;
  readonly maxItems: number | undefined;
  readonly isTold: boolean;
  /** The consumer leaves after this many executors. */
  readonly leaves: number | undefined;
  /** Delays of the answers in turns of the event loop. The list repeats. */
  readonly turns: readonly number[];
}

const sessionState = fc.constantFrom<SessionState>("IDLE", "BUSY", "TERMINATED");
const executorState = fc.constantFrom<ExecutorState>("REGISTERED", "FAILED", "CREATED");

function seldom<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary, weight: 1 });
}

const session: fc.Arbitrary<PlannedSession> = fc.record({
  number: fc.nat({ max: 30 }),
  state: sessionState,
  states: fc.array(executorState, { maxLength: 12 }),
  fate: fc.oneof(
    { arbitrary: fc.constant("lives" as const), weight: 8 },
    { arbitrary: fc.constantFrom("vanished" as const, "fails at once" as const, "fails later" as const), weight: 1 },
  ),
});

export const sweepPlans: fc.Arbitrary<SweepPlan> = fc.record({
  sessions: fc.array(session, { maxLength: 16 }),
  sessionsOnPage: fc.integer({ min: 1, max: 5 }),
  sessionStates: seldom(fc.array(sessionState, { minLength: 1, maxLength: 3 })),
  filter: seldom(fc.oneof(executorState, fc.array(executorState, { minLength: 1, maxLength: 2 }))),
  concurrency: fc.integer({ min: 1, max: 5 }),
  pageSize: fc.integer({ min: 1, max: 5 }),
  maxItems: seldom(fc.nat({ max: 20 })),
  isTold: fc.boolean(),
  leaves: seldom(fc.integer({ min: 1, max: 20 })),
  turns: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 7 }),
});
