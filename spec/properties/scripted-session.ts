import type { ExecutorState, ListExecutorsCommandInput } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../../lib/index.js";
import { LivingSession, refusal, type SessionAnswer } from "../support/living-session.js";
import { SocketlessService } from "../support/socketless-service.js";
import type { Fault, Group, Happening, Scenario, Start } from "./scenario.js";

const QUIET: Happening = {
  fault: undefined,
  most: 100,
  isEmpty: false,
  goesOn: false,
  repeats: undefined,
  joins: [],
  changes: undefined,
  expires: false,
  starts: [],
  turns: 0,
};

const ERRORS: Readonly<Record<Exclude<Fault, "reset" | "refused">, SessionAnswer>> = {
  throttle: { status: 400, body: { __type: "ThrottlingException", message: "Rate exceeded" } },
  error: { status: 500, body: { __type: "InternalServerException", Message: "broken" } },
  denied: { status: 400, body: { __type: "AccessDeniedException", Message: "no" } },
};

const STATES: readonly ExecutorState[] = ["CREATED", "REGISTERED", "FAILED"];

/** A session that changes and answers as a scenario specifies. */
export class ScriptedSession {
  readonly service: SocketlessService;
  /** The executors at the start of the scenario, newest first. */
  readonly initial: readonly ExecutorSummary[];
  /** Ids of the executors that have changed their state. */
  readonly changed = new Set<string>();
  /** Ids of the executors that got their start time during the scenario. */
  readonly started = new Set<string>();
  /**
   * Ids of the executors that moved from an unread page to a read one, because another executor got its start time and
   * moved to a later page. A reader cannot find them.
   */
  readonly pushed = new Set<string>();
  /** Number of refused tokens. */
  refusals = 0;
  readonly #session: LivingSession;
  readonly #mayChange: boolean;
  readonly #isByStart: boolean;
  readonly #serviceState: ExecutorState | undefined;
  /** Number of executors before the page of the last token. */
  #read = 0;
  created = 0;
  #clock = 1_700_000_000;
  #isQuiet = false;

  constructor({ groups, isByStart, misplaced, happenings, filter }: Scenario) {
    this.#isByStart = isByStart;
    this.#serviceState = typeof filter === "string" ? filter : undefined;
    this.#session = new LivingSession([]);
    // With a filter of the service, a change of state can hide another executor. So no states change then.
    this.#mayChange = typeof filter !== "string";
    for (const group of groups) this.#join(group);
    if (misplaced !== undefined) this.#misplace(misplaced);
    this.initial = [...this.#session.executors];
    this.service = new SocketlessService(({ number, input }) => {
      const happening = (this.#isQuiet ? undefined : happenings[number - 1]) ?? QUIET;
      return { answer: this.#answer(input as ListExecutorsCommandInput, happening), turns: happening.turns };
    });
  }

  /** Whether more executors share a start time than a cursor can hold. */
  get isCrowded(): boolean {
    const counts = new Map<number | undefined, number>();
    for (const { StartDateTime: start } of this.#session.executors) counts.set(start, (counts.get(start) ?? 0) + 1);
    const startless = (counts.get(undefined) ?? 0) + this.started.size;
    return startless > 100 || [...counts.values()].some((count) => count > 100);
  }

  /** Begins a visit. No page has been read when these executors get their start time. */
  begin(starts: readonly Start[]): void {
    this.#read = 0;
    for (const start of starts) this.#start(start);
  }

  /** Ends all faults and changes. */
  quieten(): void {
    this.#isQuiet = true;
  }

  #answer(input: ListExecutorsCommandInput, happening: Happening): SessionAnswer | "reset" {
    const answer = this.#respond(input, happening);
    if (answer !== "reset" && answer.status === 200) this.#befall(happening);
    return answer;
  }

  #respond(
    input: ListExecutorsCommandInput,
    { fault, most, isEmpty, goesOn, repeats }: Happening,
  ): SessionAnswer | "reset" {
    if (fault === "reset") return "reset";
    if (fault === "refused") {
      if (input.NextToken !== undefined) return this.#refuse();
    } else if (fault !== undefined) return ERRORS[fault];
    const answer = this.#session.answer(input, Math.min(most, input.MaxResults ?? 100));
    if (answer.status !== 200) return this.#refuse();
    // A number at the end makes each token unique. The session ignores it.
    const page = answer.body as { ExecutorsSummary: readonly ExecutorSummary[]; NextToken?: string };
    const [offset = 0, generation = this.#session.generation] = input.NextToken?.split("-").map(Number) ?? [];
    const here = `${offset}-${generation}-${this.service.requests}`;
    this.#read = offset;
    if (isEmpty) return { status: 200, body: { SessionId: "session", NextToken: here } };
    if (repeats !== undefined && offset > 0) {
      const ExecutorsSummary = this.#listed().slice(Math.max(0, offset - repeats), offset);
      return { status: 200, body: { ExecutorsSummary, NextToken: here } };
    }
    this.#read = offset + page.ExecutorsSummary.length;
    if (page.NextToken !== undefined || !goesOn) return answer;
    const end = offset + page.ExecutorsSummary.length;
    return { status: 200, body: { ...page, NextToken: `${end}-${generation}-${this.service.requests}` } };
  }

  #refuse(): SessionAnswer {
    this.refusals += 1;
    return refusal();
  }

  #befall({ joins, changes, expires, starts }: Happening): void {
    // After an expiry, the listing restarts. So no page counts as read.
    if (expires) this.#read = 0;
    for (const start of starts) this.#start(start);
    for (const group of joins) this.#join(group);
    if (changes !== undefined && this.#mayChange) this.#change(changes);
    if (expires) this.#session.expireTokens();
  }

  #join({ count, gap, hasStart, state }: Group): void {
    this.#clock += Math.max(0, gap);
    for (let index = 0; index < count; index += 1) {
      this.created += 1;
      const start = hasStart ? { StartDateTime: this.#clock + Math.min(0, gap) } : {};
      this.#insert({ ExecutorId: `executor-${this.created}`, ExecutorState: state, ...start });
    }
  }

  #insert(executor: ExecutorSummary): void {
    if (this.#isByStart) this.#session.join(executor);
    else this.#session.change((all) => [executor, ...all]);
  }

  #listed(): readonly ExecutorSummary[] {
    const state = this.#serviceState;
    return this.#session.executors.filter(({ ExecutorState }) => state === undefined || ExecutorState === state);
  }

  /** Gives a start time to an executor, unless it has failed. */
  #start({ place, lag }: Start): void {
    const waiting = this.#session.executors.filter(
      ({ StartDateTime, ExecutorState }) => StartDateTime === undefined && ExecutorState !== "FAILED",
    );
    const one = waiting[place % waiting.length];
    if (one === undefined) return;
    this.started.add(one.ExecutorId);
    const started = { ...one, StartDateTime: this.#clock + lag };
    this.#clock = Math.max(this.#clock, started.StartDateTime);
    if (!this.#isByStart) {
      this.#session.change((all) => all.map((other) => (other === one ? started : other)));
      return;
    }
    const unread = this.#listed().slice(this.#read);
    this.#session.change((all) => all.filter((other) => other !== one));
    this.#session.join(started);
    const read = new Set(this.#listed().slice(0, this.#read));
    for (const other of unread) if (read.has(other)) this.pushed.add(other.ExecutorId);
  }

  #misplace({ from, to }: NonNullable<Scenario["misplaced"]>): void {
    this.#session.change((all) => {
      const others = all.filter((_one, index) => index !== from);
      return [...others.slice(0, to), ...all.slice(from, from + 1), ...others.slice(to)];
    });
  }

  #change(place: number): void {
    this.#session.change((all) =>
      all.map((one, index) => {
        if (index !== place) return one;
        this.changed.add(one.ExecutorId);
        const next = STATES[(STATES.indexOf(one.ExecutorState ?? "CREATED") + 1) % STATES.length];
        return { ...one, ExecutorState: next };
      }),
    );
  }
}
