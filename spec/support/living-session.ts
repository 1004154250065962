import type { ExecutorState, ListExecutorsCommandInput } from "@aws-sdk/client-athena";
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

/** An answer as the foreign service takes it. */
export function asAnswer({ status, body }: SessionAnswer): Answer {
  return status === 200 ? body : failure(status, body);
}

/** Serves a session over loopback HTTP. `instead` gets each request first. It may change the session or answer. */
export function servedSession(
  session: LivingSession,
  instead: (request: ForeignRequest, number: number) => Answer | SessionAnswer | undefined | void = () => undefined,
): Promise<ForeignService> {
  return foreignService((request, number) => {
    const answer = instead(request, number);
    if (answer === undefined) return asAnswer(session.answer(request.input));
    return "status" in answer ? asAnswer(answer) : answer;
  });
}

function inState(executors: readonly ExecutorSummary[], state: ExecutorState | undefined): readonly ExecutorSummary[] {
  return state === undefined ? executors : executors.filter(({ ExecutorState }) => ExecutorState === state);
}

function start({ StartDateTime }: ExecutorSummary): number {
  return StartDateTime ?? Infinity;
}
