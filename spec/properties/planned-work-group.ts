import type { AthenaClient, ExecutorState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../../lib/index.js";
import { socketlessClient } from "../support/socketless-client.js";
import type { PlannedSession, SweepPlan } from "./sweep-plan.js";
import { nextTurn } from "../support/waiting.js";

interface Input {
  readonly SessionId?: string;
  readonly StateFilter?: string;
  readonly ExecutorStateFilter?: ExecutorState;
  readonly NextToken?: string;
  readonly MaxResults: number;
}

/** The workgroup of a plan, behind the real client, without sockets. */
export class PlannedWorkGroup {
  readonly client: AthenaClient;
  requests = 0;
  open = 0;
  /** The most calls that were open at once. */
  most = 0;
  /** The sessions that were asked for. */
  readonly asked = new Set<string>();
  readonly #plan: SweepPlan;

  constructor(plan: SweepPlan) {
    this.#plan = plan;
    this.client = socketlessClient(this.#handle.bind(this));
  }

  async #handle({ body }: { body: Uint8Array }, options?: { abortSignal?: AbortSignal }): Promise<object> {
    const signal = options?.abortSignal;
    // As the SDK's own handler does: nothing is sent under a signal that has aborted.
    signal?.throwIfAborted();
    const { turns } = this.#plan;
    const wait = turns[this.requests % turns.length] ?? 0;
    this.requests += 1;
    this.open += 1;
    this.most = Math.max(this.most, this.open);
    try {
      for (let turn = 0; turn < wait; turn += 1) {
        await nextTurn();
        signal?.throwIfAborted();
      }
    } finally {
      this.open -= 1;
    }
    const answer = this.#answer(JSON.parse(new TextDecoder().decode(body)) as Input);
    const headers = { "content-type": "application/x-amz-json-1.1" };
    const statusCode = "__type" in answer ? 400 : 200;
    return { response: { statusCode, headers, body: new TextEncoder().encode(JSON.stringify(answer)) } };
  }

  #answer(input: Input): object {
    const { sessions, sessionsOnPage } = this.#plan;
    if (input.SessionId === undefined) {
      const listed = sessions.filter(({ state }) => input.StateFilter === undefined || state === input.StateFilter);
      const { items, token } = cut(listed, input.NextToken, sessionsOnPage);
      return { Sessions: items.map(({ number }) => ({ SessionId: idOf(number) })), ...token };
    }
    this.asked.add(input.SessionId);
    const session = sessions.find(({ number }) => idOf(number) === input.SessionId);
    const fate = session?.fate ?? "vanished";
    if (fate === "vanished") return { __type: "ResourceNotFoundException", Message: "gone" };
    if (fate === "fails at once" || (fate === "fails later" && input.NextToken !== undefined)) {
      return { __type: "AccessDeniedException", Message: "no" };
    }
    const { ExecutorStateFilter: state } = input;
    const listed = executorsOf(session).filter((one) => state === undefined || one.ExecutorState === state);
    const { items, token } = cut(listed, input.NextToken, input.MaxResults);
    return { ExecutorsSummary: items, ...token };
  }
}

export function idOf(number: number): string {
  return `s${number}`;
}

/** Newest first. */
export function executorsOf(session: PlannedSession | undefined): ExecutorSummary[] {
  return (session?.states ?? []).map((ExecutorState, index) => ({
    ExecutorId: `executor-${index}`,
    ExecutorState,
    StartDateTime: 1_700_000_000 - index,
  }));
}

function cut<Item>(list: readonly Item[], token: string | undefined, size: number): { items: Item[]; token: object } {
  const start = Number(token?.slice(1) ?? 0);
  const end = start + size;
  return { items: list.slice(start, end), token: end < list.length ? { NextToken: `t${end}` } : {} };
}
