import assert from "node:assert/strict";
import fc from "fast-check";
import { it } from "vitest";
import { listWorkGroupExecutors, type PaginationEvent } from "../../lib/index.js";
import { unhandledRejections } from "../support/process-events.js";
import { numberOfRuns } from "../support/number-of-runs.js";
import { executorsOf, idOf, PlannedWorkGroup } from "./planned-work-group.js";
import { sweepPlans, type PlannedSession, type SweepPlan } from "./sweep-plan.js";
import { nextTurn } from "../support/waiting.js";

/** The outcome of a sweep. */
interface Outcome {
  readonly ids: readonly string[];
  readonly ended: "complete" | "left" | "failed";
  readonly events: readonly PaginationEvent[];
  readonly told: readonly string[];
}

async function sweep(plan: SweepPlan, { service: { client } }: PlannedWorkGroup): Promise<Outcome> {
  const { concurrency, pageSize, maxItems, isTold, leaves, filter, sessionStates } = plan;
  const events: PaginationEvent[] = [];
  const told: string[] = [];
  const executors = listWorkGroupExecutors(
    {
      client,
      throttle: false,
      concurrency,
      pageSize,
      maxItems,
      onEvent: (event) => events.push(event),
      ...(isTold && { onSessionError: (_error: unknown, sessionId: string) => told.push(sessionId) }),
    },
    { WorkGroup: "primary", SessionStateFilter: sessionStates, ExecutorStateFilter: filter },
  );
  const ids: string[] = [];
  const outcome = { ids, events, told };
  try {
    for await (const { SessionId, ExecutorId } of executors) {
      ids.push(`${SessionId}/${ExecutorId}`);
      if (ids.length === leaves) return { ...outcome, ended: "left" };
    }
    return { ...outcome, ended: "complete" };
  } catch (error) {
    assert.equal((error as Error).name, "AccessDeniedException");
    return { ...outcome, ended: "failed" };
  }
}

/** Returns the sessions that a sweep has to read, by id. */
function sweptSessions({ sessions, sessionStates }: SweepPlan): Map<string, PlannedSession> {
  const listed = sessions.filter(({ state }) => sessionStates === undefined || sessionStates.includes(state));
  // The first session of a number determines the answers for all of them.
  const found = listed.flatMap(({ number }) => sessions.filter((other) => other.number === number).slice(0, 1));
  return new Map(found.map((session) => [idOf(session.number), session] as const));
}

/** Returns the executors that a sweep has to yield for a session. */
function expectedOf(id: string, session: PlannedSession, { filter, pageSize }: SweepPlan): string[] {
  const states = filter === undefined ? undefined : [filter].flat();
  const passes = (state: string | undefined): boolean => states === undefined || states.some((one) => one === state);
  const all = executorsOf(session);
  const served = typeof filter === "string" ? all.filter(({ ExecutorState }) => passes(ExecutorState)) : all;
  const isRead = session.fate === "lives" || session.fate === "fails later";
  const read = session.fate === "fails later" ? served.slice(0, pageSize) : served;
  if (!isRead) return [];
  return read.filter(({ ExecutorState }) => passes(ExecutorState)).map(({ ExecutorId }) => `${id}/${ExecutorId}`);
}

function fails(session: PlannedSession, { filter, pageSize }: SweepPlan): boolean {
  const served = session.states.filter((state) => typeof filter !== "string" || state === filter);
  return session.fate === "fails at once" || (session.fate === "fails later" && served.length > pageSize);
}

async function play(plan: SweepPlan): Promise<void> {
  const workGroup = new PlannedWorkGroup(plan);
  const { ids, ended, events, told } = await sweep(plan, workGroup);
  const { requests } = workGroup.service;
  for (let turn = 0; turn < 6; turn += 1) await nextTurn();
  assert.equal(workGroup.service.requests, requests, "No request after the end");
  assert.equal(workGroup.service.open, 0, "No request in flight after the end");
  assert.ok(workGroup.service.mostOpen <= plan.concurrency, "At most `concurrency` requests at once");

  const sessions = sweptSessions(plan);
  const expected = new Map([...sessions].map(([id, session]) => [id, expectedOf(id, session, plan)] as const));
  for (const [id, all] of expected) {
    const came = ids.filter((one) => one.startsWith(`${id}/`));
    assert.deepEqual(came, all.slice(0, came.length), "Newest first, without gaps");
  }
  const total = [...expected.values()].flat().length;
  assert.equal(new Set(ids).size, ids.length, "No executor twice");
  for (const id of workGroup.asked) assert.ok(sessions.has(id), "No request for another session");

  const failing = [...sessions].filter(([, session]) => fails(session, plan)).map(([id]) => id);
  const limit = plan.maxItems ?? Infinity;
  assert.ok(ids.length <= limit, "At most `maxItems` executors");
  if (ended === "failed") assert.ok(!plan.isTold && failing.length > 0, "Fails only if a session fails");
  const isWhole = ended === "complete" && total < limit;
  if (ended === "complete") assert.equal(ids.length, Math.min(total, limit), "All executors are yielded");
  if (isWhole) assert.deepEqual([...told].sort(), [...failing].sort(), "Each failure is reported once");
  if (!plan.isTold && isWhole) assert.equal(failing.length, 0, "No failure is hidden");
  checkEvents(plan, events, { ids, ended, isWhole, requests, sessions });
}

function checkEvents(
  { maxItems }: SweepPlan,
  events: readonly PaginationEvent[],
  outcome: {
    readonly ids: readonly string[];
    readonly ended: string;
    readonly isWhole: boolean;
    readonly requests: number;
    readonly sessions: ReadonlyMap<string, PlannedSession>;
  },
): void {
  const { ids, ended, isWhole, requests, sessions } = outcome;
  const ends = events.filter((event) => event.type === "end");
  assert.equal(ends.length, 1, "One end event");
  const end = events.findLast((event) => event.type === "end");
  assert.ok(end !== undefined && (end.reason === ended || (ended === "complete" && end.reason === "maxItems")));
  if (end.reason === "maxItems") assert.equal(ids.length, maxItems);
  assert.equal(end.totals.yielded, ids.length, "The totals count the yielded executors");
  if (!isWhole) return;
  assert.equal(end.totals.requests, requests, "Every request is reported");
  const skipped = events.flatMap((event) => (event.type === "session-skipped" ? [event.sessionId] : []));
  const vanished = [...sessions].filter(([, { fate }]) => fate === "vanished").map(([id]) => id);
  assert.deepEqual(skipped.sort(), vanished.sort(), "Each vanished session is reported once");
}

it("A sweep yields every executor once, even if sessions vanish", async () => {
  const rejections = unhandledRejections();
  await fc.assert(fc.asyncProperty(sweepPlans, play), { numRuns: numberOfRuns(200), seed: 1 });
  rejections.stop();
  assert.deepEqual(rejections.reasons, []);
});
