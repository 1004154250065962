import type { ExecutorState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../../lib/index.js";
import { SocketlessService } from "../support/socketless-service.js";
import type { PlannedSession, SweepPlan } from "./sweep-plan.js";

interface Input {
  readonly SessionId?: string;
  readonly StateFilter?: string;
  readonly ExecutorStateFilter?: ExecutorState;
  readonly NextToken?: string;
  readonly MaxResults: number;
}

/** Serves the workgroup of a plan. */
export class PlannedWorkGroup {
  readonly service: SocketlessService;
  /** The requested session ids. */
  readonly asked = new Set<string>();
  readonly #plan: SweepPlan;

  constructor(plan: SweepPlan) {
    this.#plan = plan;
    this.service = new SocketlessService(({ number, input }) => {
      const body = this.#answer(input as Input);
      const { turns } = plan;
      return { answer: { status: "__type" in body ? 400 : 200, body }, turns: turns[(number - 1) % turns.length] };
    });
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

/** Returns the executors of a session, newest first. */
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
