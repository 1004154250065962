// Unlike the embedded endpoint, this session has tokens that a spec can read and write ("100-0": 100 executors on, no
// expiry so far), and its executors can leave or be listed in any order from one request to the next.
import type { ExecutorState, ListExecutorsCommandInput, SessionState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../../lib/index.js";
import { failure, foreignService, type Answer, type ForeignRequest, type ForeignService } from "./foreign-service.js";

/** The answer of a session to a request. */
export interface SessionAnswer {
  readonly status: number;
  readonly body: object;
}

/**
 * A session whose executors join, change and leave while they are listed. Its tokens are offsets, so executors that
 * join push the others towards later pages.
 */
export class LivingSession {
  #executors: ExecutorSummary[];
  #generation = 0;

  /** `executors` come newest first. */
  constructor(executors: readonly ExecutorSummary[]) {
    this.#executors = [...executors];
  }

  /** How often its tokens have expired. */
  get generation(): number {
    return this.#generation;
  }

  get executors(): readonly ExecutorSummary[] {
    return this.#executors;
  }

  /** Executors join, each before everything that has started no later. */
  join(...joined: readonly ExecutorSummary[]): void {
    for (const one of joined) {
      const index = this.#executors.findIndex((other) => start(other) <= start(one));
      this.#executors.splice(index < 0 ? this.#executors.length : index, 0, one);
    }
  }

  change(change: (executors: readonly ExecutorSummary[]) => readonly ExecutorSummary[]): void {
    this.#executors = [...change(this.#executors)];
  }

  /** Puts executors into a state: those with these numbers, or all. */
  become(state: ExecutorState, ...numbers: readonly number[]): void {
    const ids = new Set(numbers.map((number) => `executor-${String(number)}`));
    this.#executors = this.#executors.map((one) =>
      ids.size === 0 || ids.has(one.ExecutorId) ? { ...one, ExecutorState: state } : one,
    );
  }

  /** Makes all tokens that were given so far invalid. */
  expireTokens(): void {
    this.#generation += 1;
  }

  /** `size` is how many executors the page has; the service may give less than it was asked for. */
  answer(
    { NextToken, MaxResults, ExecutorStateFilter }: ListExecutorsCommandInput,
    size = MaxResults ?? 100,
  ): SessionAnswer {
    const [offset = 0, generation = this.#generation] = NextToken?.split("-").map(Number) ?? [];
    if (generation !== this.#generation) return refusal();
    const listed = inState(this.#executors, ExecutorStateFilter);
    const end = offset + size;
    const token = end < listed.length ? { NextToken: `${end}-${this.#generation}` } : {};
    return { status: 200, body: { ExecutorsSummary: listed.slice(offset, end), ...token } };
  }
}

/** The answer to a refused token. The service echoes the token; this one does not, so that a leak can only be ours. */
export function refusal(): SessionAnswer {
  const body = {
    __type: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
    Message: "The nextPageToken is malformed",
  };
  return { status: 400, body };
}

/** A request to a served session. */
export interface SessionRequest extends ForeignRequest {
  /** 1 for the first request. */
  readonly number: number;
  /** In brief: `list`, `list 100-0` with a token, `REGISTERED` with a filter, `status`. */
  readonly call: string;
  /** The number of its poll, from 1. A first page that is not filtered begins a poll. */
  readonly poll: number;
}

/** How a session is served. */
export interface ServedSessionOptions {
  /** The state that GetSessionStatus gives. Default: always IDLE. */
  readonly state?: () => SessionState | undefined;
  /** Called before the first request of each poll is answered: what happens now happens between two polls. */
  readonly onPoll?: (poll: number) => void;
  /** Gets each request first. It may change the session, or answer in its place. */
  readonly instead?: (request: SessionRequest) => Answer | SessionAnswer | undefined | void;
  /** Executors on a page. Default: as many as are asked for. */
  readonly pageSize?: number;
}

/** A served session, and the requests that each poll has cost, in brief. */
export interface ServedSession extends ForeignService {
  readonly polls: readonly (readonly string[])[];
}

/** Serves a session over loopback HTTP. */
export async function servedSession(
  session: LivingSession,
  options: ServedSessionOptions = {},
): Promise<ServedSession> {
  const { state = () => "IDLE", onPoll = () => undefined, instead = () => undefined, pageSize } = options;
  const polls: string[][] = [];
  const service = await foreignService((request, number) => {
    const call = callOf(request);
    if (call === "list") {
      polls.push([]);
      onPoll(polls.length);
    }
    polls.at(-1)?.push(call);
    const answer = instead({ ...request, number, call, poll: polls.length });
    if (answer !== undefined) return "status" in answer ? asAnswer(answer) : answer;
    if (call === "status") return { Status: { State: state() } };
    return asAnswer(session.answer(request.input, pageSize));
  });
  return { ...service, polls };
}

/** An answer as the foreign service takes it. */
function asAnswer({ status, body }: SessionAnswer): Answer {
  return status === 200 ? body : failure(status, body);
}

function callOf({ input, headers }: ForeignRequest): string {
  if (String(headers["x-amz-target"]).endsWith("GetSessionStatus")) return "status";
  const { ExecutorStateFilter = "list", NextToken } = input;
  return NextToken === undefined ? ExecutorStateFilter : `${ExecutorStateFilter} ${NextToken}`;
}

function inState(executors: readonly ExecutorSummary[], state: ExecutorState | undefined): readonly ExecutorSummary[] {
  return state === undefined ? executors : executors.filter(({ ExecutorState }) => ExecutorState === state);
}

function start({ StartDateTime }: ExecutorSummary): number {
  return StartDateTime ?? Infinity;
}
