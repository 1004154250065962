import assert from "node:assert/strict";
import type { ExecutorState } from "@aws-sdk/client-athena";
import fc from "fast-check";
import { it } from "vitest";
import { watchExecutors, type ExecutorChange, type ExecutorSummary } from "../../lib/index.js";
import { unhandledRejections } from "../support/process-events.js";
import { numberOfRuns } from "../support/number-of-runs.js";
import { SocketlessService } from "../support/socketless-service.js";

const STATES: readonly ExecutorState[] = ["CREATING", "CREATED", "REGISTERED", "TERMINATING", "TERMINATED"];
const ENDED: readonly (string | undefined)[] = ["TERMINATED", "FAILED"];

/** A change of a session between two requests. */
type Happening =
  | { readonly type: "join"; readonly state: ExecutorState; readonly start: number | undefined; readonly place: number }
  | { readonly type: "step"; readonly of: number; readonly fails: boolean }
  | { readonly type: "expire" };

interface Plan {
  /** Executors at the start of the watch. */
  readonly before: readonly Happening[];
  /** Changes before each request. After the last ones, the session ends. */
  readonly between: readonly (readonly Happening[])[];
  readonly pageSize: number;
  /** Whether changes come between any two requests, or only between two polls. */
  readonly isRestless: boolean;
  readonly isFiltering: boolean;
  readonly isSorted: boolean;
  /** The status after the end, or `gone` if the session is then unknown. */
  readonly end: "TERMINATED" | "FAILED" | "gone";
}

const joins = fc.record({
  type: fc.constant("join" as const),
  state: fc.constantFrom<ExecutorState>(...STATES, "FAILED"),
  // Includes equal times, no time, and both units.
  start: fc.constantFrom(undefined, 1_700_000_000, 1_700_000_001, 1_700_000_002_000, 1_700_000_003),
  place: fc.nat(30),
});
const steps = fc.record({ type: fc.constant("step" as const), of: fc.nat(30), fails: fc.boolean() });
const expiries = fc.constant({ type: "expire" as const });
const happenings = fc.array(
  fc.oneof({ weight: 3, arbitrary: joins }, { weight: 6, arbitrary: steps }, { weight: 1, arbitrary: expiries }),
  { maxLength: 6 },
);

const plans: fc.Arbitrary<Plan> = fc.record({
  before: fc.array(joins, { maxLength: 12 }),
  between: fc.array(happenings, { maxLength: 12 }),
  pageSize: fc.integer({ min: 1, max: 5 }),
  isRestless: fc.boolean(),
  isFiltering: fc.boolean(),
  isSorted: fc.boolean(),
  end: fc.constantFrom("TERMINATED", "FAILED", "gone"),
});

interface Input {
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly ExecutorStateFilter?: ExecutorState;
}

/** A session that changes as planned, and records its answers. */
class PlannedSession {
  readonly service: SocketlessService;
  readonly plan: Plan;
  executors: ExecutorSummary[] = [];
  /** All states of each executor, in order. */
  readonly histories = new Map<string, ExecutorState[]>();
  /** The states of each executor in answers, without repetitions. */
  readonly shown = new Map<string, (ExecutorState | undefined)[]>();
  /** The calls of each poll. */
  readonly polls: string[][] = [];
  /** Ids of live executors that a poll missed. */
  readonly missed: string[] = [];
  #expected: ReadonlyMap<string, ExecutorState | undefined> = new Map();
  #happened = 0;
  #generation = 0;
  #number = 0;

  constructor(plan: Plan) {
    this.plan = plan;
    for (const happening of plan.before) this.#happen(happening);
    this.service = new SocketlessService(({ operation, input }) => {
      const body = operation === "GetSessionStatus" ? this.#status() : this.#list(input as Input);
      return { answer: { status: "__type" in body ? 400 : 200, body } };
    });
  }

  get hasEnded(): boolean {
    return this.#happened > this.plan.between.length;
  }

  /** Returns the states that a poll has to read: those of known live executors, if nothing changes during the poll. */
  #statesOfFollowed(): ReadonlyMap<string, ExecutorState | undefined> {
    if (this.plan.isRestless) return new Map();
    const followed = this.executors.filter(({ ExecutorId }) => {
      const last = this.shown.get(ExecutorId)?.at(-1);
      return last !== undefined && !ENDED.includes(last);
    });
    return new Map(followed.map(({ ExecutorId, ExecutorState }) => [ExecutorId, ExecutorState]));
  }

  #noteMissed(): void {
    for (const [id, state] of this.#expected) if (this.shown.get(id)?.at(-1) !== state) this.missed.push(id);
  }

  #status(): object {
    this.polls.at(-1)?.push("status");
    if (this.plan.isRestless) this.#live();
    if (this.hasEnded && this.plan.end === "gone") return gone;
    return { Status: { State: this.hasEnded ? this.plan.end : "BUSY" } };
  }

  #list({ MaxResults = 100, NextToken, ExecutorStateFilter: filter }: Input): object {
    const isFirst = NextToken === undefined && filter === undefined;
    if (isFirst) this.#noteMissed();
    if (isFirst || this.plan.isRestless) this.#live();
    if (isFirst) this.#expected = this.#statesOfFollowed();
    if (isFirst) this.polls.push([]);
    this.polls.at(-1)?.push(filter ?? "list");
    if (this.hasEnded && this.plan.end === "gone") return gone;
    const [offset = 0, generation = this.#generation] = NextToken?.split("-").map(Number) ?? [];
    if (generation !== this.#generation) return { __type: "InvalidRequestException", Message: "malformed" };
    const wanted = this.plan.isFiltering ? filter : undefined;
    const listed = this.executors.filter(({ ExecutorState }) => wanted === undefined || ExecutorState === wanted);
    const end = offset + Math.min(MaxResults, this.plan.pageSize);
    const page = listed.slice(offset, end);
    for (const one of page) this.#show(one);
    return { ExecutorsSummary: page, ...(end < listed.length && { NextToken: `${end}-${this.#generation}` }) };
  }

  #show({ ExecutorId, ExecutorState }: ExecutorSummary): void {
    const shown = this.shown.get(ExecutorId) ?? [];
    this.shown.set(ExecutorId, shown);
    if (shown.at(-1) !== ExecutorState || shown.length === 0) shown.push(ExecutorState);
  }

  #live(): void {
    if (this.hasEnded) return;
    const happening = this.plan.between[this.#happened];
    this.#happened += 1;
    if (happening !== undefined) for (const one of happening) this.#happen(one);
    else for (const { ExecutorId } of this.executors) this.#become(ExecutorId, "TERMINATED");
  }

  #happen(happening: Happening): void {
    if (happening.type === "expire") this.#generation += 1;
    else if (happening.type === "join") this.#join(happening);
    else {
      const one = this.executors[happening.of % Math.max(1, this.executors.length)];
      const next = STATES[STATES.findIndex((state) => state === one?.ExecutorState) + 1];
      if (one !== undefined && next !== undefined) this.#become(one.ExecutorId, happening.fails ? "FAILED" : next);
    }
  }

  #join({ state, start, place }: Happening & { type: "join" }): void {
    this.#number += 1;
    const ExecutorId = `e${String(this.#number)}`;
    const one = { ExecutorId, ExecutorState: state, ...(start !== undefined && { StartDateTime: start }) };
    const older = this.executors.findIndex((other) => milliseconds(other) <= milliseconds(one));
    const sorted = older < 0 ? this.executors.length : older;
    this.executors.splice(this.plan.isSorted ? sorted : place % (this.executors.length + 1), 0, one);
    this.histories.set(ExecutorId, [state]);
  }

  #become(id: string, state: ExecutorState): void {
    const history = this.histories.get(id) ?? [];
    if (ENDED.includes(history.at(-1))) return;
    history.push(state);
    this.executors = this.executors.map((one) => (one.ExecutorId === id ? { ...one, ExecutorState: state } : one));
  }
}

const gone = { __type: "InvalidRequestException", Message: "no session" };

function milliseconds({ StartDateTime: start = Infinity }: ExecutorSummary): number {
  return start > 1e11 ? start : start * 1000;
}

async function play(plan: Plan): Promise<void> {
  const session = new PlannedSession(plan);
  const config = { client: session.service.client, throttle: false, pollInterval: 1 } as const;
  const changes: ExecutorChange[] = [];
  const batches: ExecutorChange[][] = [];
  let error: unknown;
  let polls = 0;
  try {
    for await (const change of watchExecutors(config, { SessionId: "session" })) {
      if (session.polls.length !== polls) batches.push([]);
      polls = session.polls.length;
      batches.at(-1)?.push(change);
      changes.push(change);
    }
  } catch (thrown) {
    error = thrown;
  }
  // The watch may fail if tokens expire too fast, or if the session is gone at the first poll.
  if (error !== undefined) assert.equal((error as Error).name, "InvalidRequestException");
  checkChanges(session, changes, error === undefined && plan.end !== "gone");
  assert.deepEqual(session.missed, [], "Every poll reads every live executor");
  for (const batch of batches) checkOrder(batch);
  checkRequests(session);
}

function checkChanges(session: PlannedSession, changes: readonly ExecutorChange[], isWhole: boolean): void {
  const told = new Map<string, (ExecutorState | undefined)[]>();
  for (const { type, executor, previous } of changes) {
    const { ExecutorId, ExecutorState } = executor;
    const before = told.get(ExecutorId);
    assert.equal(type === "joined", before === undefined, "Each executor joins once, before its changes");
    assert.equal(previous, before?.at(-1), "`previous` is the state of the last change");
    assert.notEqual(ExecutorState, before?.at(-1), "A change has a new state");
    told.set(ExecutorId, [...(before ?? []), ExecutorState]);
  }
  for (const [id, states] of told) {
    assert.deepEqual(states, session.shown.get(id), "All states in answers are yielded in order");
    assert.ok(isPartOf(states, session.histories.get(id) ?? []), "All yielded states are real");
  }
  assert.deepEqual([...told.keys()].sort(), [...session.shown.keys()].sort(), "Every executor in an answer is yielded");
  if (!isWhole) return;
  for (const [id, history] of session.histories) {
    assert.equal(told.get(id)?.at(-1), history.at(-1), "At the end every executor is in its last state");
  }
}

/** Returns whether the states are a subsequence of the history. */
function isPartOf(states: readonly (ExecutorState | undefined)[], history: readonly ExecutorState[]): boolean {
  let position = 0;
  for (const state of history) if (state === states[position]) position += 1;
  return position === states.length;
}

function checkOrder(batch: readonly ExecutorChange[]): void {
  const last = new Map(batch.map(({ executor }) => [executor.ExecutorId, milliseconds(executor)]));
  const times = [...last.values()];
  assert.deepEqual(
    times,
    times.toSorted((one, other) => (one === other ? 0 : one < other ? -1 : 1)),
    "Oldest first",
  );
}

function checkRequests({ plan, executors, polls }: PlannedSession): void {
  const pages = Math.ceil((executors.length + 1) / plan.pageSize);
  for (const calls of polls) {
    const most = (call: string): number => (call === "status" ? 1 : pages);
    for (const call of calls) assert.ok(calls.filter((other) => other === call).length <= most(call), "A poll ends");
    assert.ok(!calls.slice(0, -1).includes("status"), "The status is the last call of a poll");
  }
}

it("A watch yields each join once and every visible change in order", async () => {
  const rejections = unhandledRejections();
  await fc.assert(fc.asyncProperty(plans, play), { numRuns: numberOfRuns(300), seed: 1 });
  rejections.stop();
  assert.deepEqual(rejections.reasons, []);
});
