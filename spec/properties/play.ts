import assert from "node:assert/strict";
import {
  isCursorError,
  listExecutors,
  type ExecutorSummary,
  type ListExecutorsConfig,
  type PaginationEvent,
} from "../../lib/index.js";
import type { Scenario, Visit } from "./scenario.js";
import { ScriptedSession } from "./scripted-session.js";
import { nextTurn } from "../support/waiting.js";

const SessionId = "session";
const LAST: Visit = {
  starts: [],
  view: "withCursors",
  pageSize: 100,
  prefetch: 1,
  maxItems: undefined,
  startedAfter: undefined,
  stride: 1,
  leaves: undefined,
  works: 0,
};

/** A yielded value: executors, and the cursor after them if the view has cursors. */
interface Given {
  readonly executors: readonly ExecutorSummary[];
  readonly cursor: string | undefined;
}

/** The outcome of a visit. */
interface Outcome {
  readonly given: readonly Given[];
  readonly ended: "complete" | "left" | "aborted" | "failed";
  readonly error?: unknown;
}

/** Runs a scenario, and throws if the package breaks a promise. */
export async function play(scenario: Scenario): Promise<void> {
  const reader = new Reader(scenario);
  for (const visit of scenario.visits) await reader.visit(visit);
  reader.session.quieten();
  for (let attempts = 0; !reader.isDone; attempts += 1) {
    assert.ok(attempts < 2, "A quiet session is listed completely");
    await reader.visit(LAST);
  }
  reader.judge();
}

/** Reads a session in several visits. Between two visits, keeps only the executors and the last cursor. */
class Reader {
  readonly session: ScriptedSession;
  isDone = false;
  readonly #scenario: Scenario;
  #delivered: ExecutorSummary[] = [];
  /** Ids of the executors that were reported as out of order since the listing began. */
  readonly #disordered = new Set<string>();
  #cursor: string | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.session = new ScriptedSession(scenario);
  }

  async visit(visit: Visit): Promise<void> {
    if (this.isDone) return;
    this.session.begin(visit.starts);
    const before = { requests: this.session.service.requests, refusals: this.session.refusals };
    const events: PaginationEvent[] = [];
    const outcome = await this.#read(visit, events);
    if (outcome === undefined) return;
    const requests = this.session.service.requests;
    await nextTurn();
    assert.equal(this.session.service.requests, requests, "No request after the end");
    assert.equal(this.session.service.open, 0, "No request in flight after the end");
    for (const event of events) {
      if (event.type === "disorder") this.#disordered.add(event.executorId);
    }
    this.#checkEvents(visit, events, outcome, {
      requests: requests - before.requests,
      refusals: this.session.refusals - before.refusals,
    });
    this.#take(visit, outcome);
  }

  /** Checks that each executor was yielded once, or again with an event, and in order. */
  judge(): void {
    const { filter, isByStart, misplaced } = this.#scenario;
    const states = filter === undefined ? undefined : [filter].flat();
    const passes = ({ ExecutorState }: ExecutorSummary): boolean =>
      states === undefined || (ExecutorState !== undefined && states.includes(ExecutorState));
    const ids = this.#delivered.map(({ ExecutorId }) => ExecutorId);
    assert.ok(this.#delivered.every(passes), "The filter holds");
    const twice = ids.filter((id, index) => ids.indexOf(id) < index);
    const isAllowed = (id: string): boolean => this.session.isCrowded || this.#disordered.has(id);
    assert.deepEqual(
      twice.filter((id) => !isAllowed(id)),
      [],
      "No executor twice without an event",
    );
    const steady = this.session.initial.filter(({ ExecutorId }) => !this.session.changed.has(ExecutorId));
    const expected = steady.filter(passes).map(({ ExecutorId }) => ExecutorId);
    const came = new Set(ids);
    for (const id of expected) if (!came.has(id)) this.#checkLost(id);
    // The order is checked only if the service lists all executors by start time.
    const isDocumented = isByStart && misplaced === undefined && this.session.started.size === 0;
    const isOrdered = isDocumented && this.#disordered.size === 0 && twice.length === 0;
    if (!isOrdered) return;
    const known = new Set(expected);
    const inOrder = expected.filter((id) => came.has(id));
    assert.deepEqual(
      ids.filter((id) => known.has(id)),
      inOrder,
      "All executors are yielded in order",
    );
  }

  /** Checks that a missing executor was impossible to find. */
  #checkLost(id: string): void {
    const { started, pushed } = this.session;
    // The executor moved to the front when it got its start time, so it looks as if it joined later.
    const hasJumped = this.#scenario.misplaced !== undefined && started.has(id);
    assert.ok(hasJumped || pushed.has(id), `${id} is not lost`);
  }

  #config({ pageSize, prefetch, maxItems, startedAfter }: Visit): ListExecutorsConfig {
    const { StartDateTime } = this.session.initial[startedAfter ?? Infinity] ?? {};
    return {
      client: this.session.service.client,
      throttle: false,
      retry: { minTimeout: 0, throttleTimeout: 0 },
      cursor: this.#cursor,
      pageSize,
      prefetch,
      maxItems,
      ...(StartDateTime !== undefined && { startedAfter: new Date(StartDateTime * 1000) }),
    };
  }

  /** Returns `undefined` if the cursor is from after disorder. The listing starts again then. */
  async #read(visit: Visit, events: PaginationEvent[]): Promise<Outcome | undefined> {
    const controller = new AbortController();
    const onEvent = (event: PaginationEvent): number => events.push(event);
    const config = { ...this.#config(visit), abortSignal: controller.signal, onEvent };
    const listing = this.#list(config);
    if (listing === undefined) return undefined;
    switch (visit.view) {
      case "toArray":
        return listing.toArray().then(
          (executors) => ({ given: [{ executors, cursor: undefined }], ended: "complete" }),
          (error: unknown) => ({ given: [], ended: "failed", error }),
        );
      case "executors":
        return consume(listing[Symbol.asyncIterator](), visit, controller, (executor) => ({
          executors: [executor],
          cursor: undefined,
        }));
      case "withCursors":
        return consume(listing.withCursors()[Symbol.asyncIterator](), visit, controller, ({ executor, cursor }) => ({
          executors: [executor],
          cursor,
        }));
      case "pages":
        return consume(
          listing.pages()[Symbol.asyncIterator](),
          visit,
          controller,
          ({ ExecutorsSummary: executors, cursor }) => ({ executors, cursor }),
          (pages) => {
            const read = events.filter(({ type }) => type === "page").length;
            assert.ok(read <= pages + visit.prefetch, "At most `prefetch` pages ahead");
          },
        );
    }
  }

  #list(config: ListExecutorsConfig): ReturnType<typeof listExecutors> | undefined {
    try {
      return listExecutors(config, { SessionId, ExecutorStateFilter: this.#scenario.filter });
    } catch (error) {
      assert.ok(isCursorError(error) && error.reason === "disorder", String(error));
      assert.ok(this.#disordered.size > 0, "A cursor is refused for disorder only after a report of it");
      this.#delivered = [];
      this.#cursor = undefined;
      this.#disordered.clear();
      return undefined;
    }
  }

  #checkEvents(
    visit: Visit,
    events: readonly PaginationEvent[],
    { ended, given }: Outcome,
    sent: { requests: number; refusals: number },
  ): void {
    const isUntouched = events.length === 0 && sent.requests === 0;
    if (isUntouched) return;
    const ends = events.filter((event) => event.type === "end");
    assert.equal(ends.length, 1, "One end event");
    const end = events.at(-1);
    assert.ok(end?.type === "end", "The end event is the last one");
    const reasons = ended === "complete" ? ["complete", "maxItems", "startedAfter"] : [ended];
    assert.ok(reasons.includes(end.reason), `Ended as ${ended}, reported as ${end.reason}`);
    if (end.reason === "maxItems") assert.ok(visit.maxItems !== undefined);
    const yielded = given.reduce((sum, { executors }) => sum + executors.length, 0);
    if (visit.view !== "toArray") assert.equal(end.totals.yielded, yielded, "The totals count the yielded executors");
    if (visit.maxItems !== undefined) assert.ok(yielded <= visit.maxItems, "At most maxItems executors");
    const restarts = events.filter(({ type }) => type === "restart").length;
    assert.ok(restarts <= sent.refusals, "Each restart follows a refused token");
    const isWhole = ended === "complete" || ended === "failed";
    if (isWhole) assert.equal(end.totals.requests, sent.requests, "Every request is reported");
    // A listing needs at most one page per executor, and the pages that the scenario adds.
    const pages = this.session.created + this.#scenario.happenings.length + 2;
    assert.ok(
      sent.requests <= pages * (restarts + 1) + this.#scenario.happenings.length,
      "The number of requests is bounded",
    );
  }

  #take(visit: Visit, { given, ended, error }: Outcome): void {
    const ids = given.flatMap(({ executors }) => executors.map(({ ExecutorId }) => ExecutorId));
    assert.deepEqual(ids, [...new Set(ids)], "No executor twice in one iteration");
    if (ended === "failed") checkFailure(visit, error);
    else assert.equal(error, undefined);
    const cursor = given.at(-1)?.cursor;
    const isLimited = visit.maxItems !== undefined || visit.startedAfter !== undefined;
    if (ended === "complete" && !isLimited) this.isDone = true;
    // A consumer without cursors that did not reach the end has to start again.
    if (!this.isDone && cursor === undefined) return;
    for (const { executors } of given) this.#delivered.push(...executors);
    this.#cursor = cursor ?? this.#cursor;
  }
}

function checkFailure(visit: Visit, error: unknown): void {
  const { name } = error as Error;
  assert.ok(visit !== LAST, `A quiet session is listed without failure: ${String(error)}`);
  const expected = [
    "InvalidRequestException",
    "AccessDeniedException",
    "InternalServerException",
    "ThrottlingException",
    "Error",
  ];
  assert.ok(expected.includes(name), String(error));
}

type Step<Value> = PromiseSettledResult<IteratorResult<Value, undefined>>;

/** Reads from an iterator as the visit specifies. */
async function consume<Value>(
  iterator: AsyncIterator<Value, undefined> & { return(): Promise<unknown> },
  { stride, leaves, works }: Visit,
  controller: AbortController,
  toGiven: (value: Value) => Given,
  onStep: (count: number) => void = () => undefined,
): Promise<Outcome> {
  const given: Given[] = [];
  const take = (step: Step<Value>): Outcome | undefined => {
    if (step.status === "rejected") return { given, ended: "failed", error: step.reason };
    if (step.value.done === true) return { given, ended: "complete" };
    given.push(toGiven(step.value.value));
    return undefined;
  };
  for (;;) {
    if (leaves !== undefined && given.length >= leaves.after)
      return leave(iterator, leaves.by, controller, given, take);
    const steps = await Promise.allSettled(Array.from({ length: stride }, () => iterator.next()));
    const outcomes = steps.map(take);
    const outcome = outcomes.find((one) => one !== undefined);
    if (outcome !== undefined) {
      const rest = outcomes.slice(outcomes.indexOf(outcome) + 1);
      assert.ok(
        rest.every((one) => one?.ended === "complete"),
        "No values after the end",
      );
      assert.deepEqual(await iterator.next(), { done: true, value: undefined });
      return outcome;
    }
    for (let turn = 0; turn < works; turn += 1) await nextTurn();
    onStep(given.length);
  }
}

async function leave<Value>(
  iterator: AsyncIterator<Value, undefined> & { return(): Promise<unknown> },
  by: NonNullable<Visit["leaves"]>["by"],
  controller: AbortController,
  given: Given[],
  take: (step: Step<Value>) => Outcome | undefined,
): Promise<Outcome> {
  const reason = { enough: true };
  const waiting = by.endsWith("while waiting") ? Promise.allSettled([iterator.next()]) : undefined;
  if (by === "break" || by === "return while waiting") {
    assert.deepEqual(await iterator.return(), { done: true, value: undefined });
    const [step] = (await waiting) ?? [];
    if (step !== undefined) assert.equal(step.status, "fulfilled");
    if (step !== undefined) take(step);
    assert.deepEqual(await iterator.next(), { done: true, value: undefined });
    return { given, ended: "left" };
  }
  controller.abort(reason);
  const [step] = (await waiting) ?? [];
  // The call may have settled before the abort.
  const outcome = step?.status === "fulfilled" ? take(step) : undefined;
  if (outcome !== undefined) return outcome;
  const [next] = step?.status === "rejected" ? [step] : await Promise.allSettled([iterator.next()]);
  assert.ok(next.status === "rejected" && next.reason === reason, "An abort rejects with its reason");
  assert.deepEqual(await iterator.next(), { done: true, value: undefined });
  return { given, ended: "aborted" };
}
