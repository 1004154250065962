import type { ExecutorState, ListExecutorsCommandInput } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../../lib/index.js";
import { failure, foreignService, type Answer, type ForeignRequest, type ForeignService } from "./foreign-service.js";

/** What a session answers a request with. */
export interface SessionAnswer {
  readonly status: number;
  readonly body: object;
}

/**
 * A session whose executors come, change and go while they are listed. Its tokens are offsets, as those of many services
 * are: what joins pushes everything else towards later pages.
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

  /** From now on no token that was given before is taken. */
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

/** What the service says to a token that it does not take. It echoes the token; this one does not, to tell it from ours. */
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

/** Serves a session over loopback HTTP; `instead` may look at each request first, change the session, or answer itself. */
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
