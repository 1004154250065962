// Unlike the embedded endpoint, this session has readable tokens: "100-0" stands for offset 100 and no expiry so far.
// Between two requests, its executors can leave or change their order.
import type { ExecutorState, ListExecutorsCommandInput, SessionState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../../lib/index.js";
import { failure, foreignService, type Answer, type ForeignRequest, type ForeignService } from "./foreign-service.js";

/** The answer of a session to a request. */
export interface SessionAnswer {
  readonly status: number;
  readonly body: object;
}

/**
 * A session whose executors can join, change and leave during a listing. Its tokens are offsets, so executors that join
 * move the others to later pages.
 */
export class LivingSession {
  #executors: ExecutorSummary[];
  #generation = 0;

  /** Creates a session. `executors` have to be sorted newest first. */
  constructor(executors: readonly ExecutorSummary[]) {
    this.#executors = [...executors];
  }

  /** Number of times that all tokens have expired. */
  get generation(): number {
    return this.#generation;
  }

  get executors(): readonly ExecutorSummary[] {
    return this.#executors;
  }

  /** Adds executors, each before those that started at the same time or earlier. */
  join(...joined: readonly ExecutorSummary[]): void {
    for (const one of joined) {
      const index = this.#executors.findIndex((other) => start(other) <= start(one));
      this.#executors.splice(index < 0 ? this.#executors.length : index, 0, one);
    }
  }

  change(change: (executors: readonly ExecutorSummary[]) => readonly ExecutorSummary[]): void {
    this.#executors = [...change(this.#executors)];
  }

  /** Sets the state of the executors with these numbers, or of all executors. */
  become(state: ExecutorState, ...numbers: readonly number[]): void {
    const ids = new Set(numbers.map((number) => `executor-${String(number)}`));
    this.#executors = this.#executors.map((one) =>
      ids.size === 0 || ids.has(one.ExecutorId) ? { ...one, ExecutorState: state } : one,
    );
  }

  /** Invalidates all earlier tokens. */
  expireTokens(): void {
    this.#generation += 1;
  }

  /** Returns a page of `size` executors, which may differ from `MaxResults`. */
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

/** Creates the answer to a refused token. It does not echo the token, so a leaked token can only come from our code. */
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
  /** The call, such as `list`, `list 100-0` with a token, `REGISTERED` with a filter, or `status`. */
  readonly call: string;
  /** Number of the poll, from 1. A poll begins with the first page without a filter. */
  readonly poll: number;
}

/** Options of `servedSession`. */
export interface ServedSessionOptions {
  /** Returns the state for GetSessionStatus. Default: IDLE. */
  readonly state?: () => SessionState | undefined;
  /** Called before the first answer of each poll. A change in it happens between two polls. */
  readonly onPoll?: (poll: number) => void;
  /** Called before each answer. It can change the session, or return another answer. */
  readonly instead?: (request: SessionRequest) => Answer | SessionAnswer | undefined | void;
  /** Executors per page. Default: the requested page size. */
  readonly pageSize?: number;
}

/** A served session, and the calls of each poll. */
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

/** Converts an answer to one of the foreign service. */
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
