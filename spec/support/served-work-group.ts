import type { SessionState } from "@aws-sdk/client-athena";
import type { ExecutorSummary } from "../../lib/index.js";
import {
  failure,
  foreignService,
  gone,
  type Answer,
  type ForeignRequest,
  type ForeignService,
} from "./foreign-service.js";

/** A session of a workgroup, and its executors. */
export interface WorkGroupSession {
  readonly SessionId: string;
  readonly State: SessionState;
  readonly executors: readonly ExecutorSummary[];
}

/** A call as it arrived, in brief: the operation with the session and the token. */
export interface ServedCall {
  readonly operation: string;
  readonly sessionId: string | undefined;
  readonly token: string | undefined;
}

/** A workgroup behind a service of another make, that watches how many calls are in flight. */
export interface ServedWorkGroup extends ForeignService {
  readonly calls: readonly ServedCall[];
  /** The most calls that were in flight at once, of all sessions and of any one. */
  readonly most: { readonly inAll: number; readonly ofOneSession: number };
  /** How many are in flight now. */
  readonly inFlight: () => number;
}

export interface ServedWorkGroupOptions {
  /** Sessions on a page of ListSessions. Default: 2. */
  readonly sessionsOnPage?: number;
  /** Milliseconds that an answer takes. Default: 0. */
  readonly latency?: number;
  /** Answers in place of the workgroup. */
  readonly instead?: (call: ServedCall, number: number) => Answer | undefined;
}

interface Input {
  readonly WorkGroup?: string;
  readonly StateFilter?: string;
  readonly SessionId?: string;
  readonly ExecutorStateFilter?: string;
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** A session that was made for a spec. */
export function workGroupSession(
  SessionId: string,
  executors: readonly ExecutorSummary[],
  State: SessionState = "IDLE",
): WorkGroupSession {
  return { SessionId, State, executors };
}

/** Serves the workgroup "primary" over loopback HTTP. */
export async function servedWorkGroup(
  sessions: readonly WorkGroupSession[],
  options: ServedWorkGroupOptions = {},
): Promise<ServedWorkGroup> {
  const { sessionsOnPage = 2, latency = 0, instead = () => undefined } = options;
  const calls: ServedCall[] = [];
  const flight = new Flight();
  const service = await foreignService((request) => {
    const call = callOf(request);
    calls.push(call);
    flight.begin(call);
    const answer = instead(call, calls.length) ?? answerTo(sessions, call, request.input as Input, sessionsOnPage);
    return (incoming, response) => {
      response.on("close", () => {
        flight.end(call);
      });
      setTimeout(() => {
        if (typeof answer === "function") answer(incoming, response);
        else response.end(JSON.stringify(answer));
      }, latency);
    };
  });
  return { ...service, calls, most: flight.most, inFlight: () => flight.now };
}

/** Counts what is in flight. */
class Flight {
  readonly most = { inAll: 0, ofOneSession: 0 };
  now = 0;
  readonly #bySession = new Map<string | undefined, number>();

  begin({ sessionId }: ServedCall): void {
    this.now += 1;
    const ofSession = (this.#bySession.get(sessionId) ?? 0) + 1;
    this.#bySession.set(sessionId, ofSession);
    this.most.inAll = Math.max(this.most.inAll, this.now);
    this.most.ofOneSession = Math.max(this.most.ofOneSession, ofSession);
  }

  end({ sessionId }: ServedCall): void {
    this.now -= 1;
    this.#bySession.set(sessionId, (this.#bySession.get(sessionId) ?? 0) - 1);
  }
}

function callOf({ input, headers }: ForeignRequest): ServedCall {
  const operation = String(headers["x-amz-target"]).replace("AmazonAthena.", "");
  return { operation, sessionId: (input as Input).SessionId, token: input.NextToken };
}

function answerTo(
  sessions: readonly WorkGroupSession[],
  { operation }: ServedCall,
  input: Input,
  sessionsOnPage: number,
): Answer {
  if (operation === "ListSessions") return sessionsPage(sessions, input, sessionsOnPage);
  const session = sessions.find(({ SessionId }) => SessionId === input.SessionId);
  if (session === undefined) return gone();
  if (operation === "GetSessionStatus") return { SessionId: session.SessionId, Status: { State: session.State } };
  const { executors } = session;
  const { ExecutorStateFilter: state } = input;
  const listed = executors.filter(({ ExecutorState }) => state === undefined || ExecutorState === state);
  const { items, token } = cut(listed, input, input.MaxResults ?? 100);
  return { SessionId: input.SessionId, ExecutorsSummary: items, ...token };
}

function sessionsPage(sessions: readonly WorkGroupSession[], input: Input, size: number): Answer {
  if (input.WorkGroup !== "primary") {
    return failure(400, { __type: "InvalidRequestException", Message: "WorkGroup is not found" });
  }
  const { StateFilter: state } = input;
  const { items, token } = cut(
    sessions.filter(({ State }) => state === undefined || State === state),
    input,
    size,
  );
  return { Sessions: items.map(({ SessionId, State }) => ({ SessionId, Status: { State } })), ...token };
}

function cut<Item>(list: readonly Item[], { NextToken }: Input, size: number): { items: Item[]; token: object } {
  const start = Number(NextToken?.slice(1) ?? 0);
  const end = start + size;
  return { items: list.slice(start, end), token: end < list.length ? { NextToken: `t${end}` } : {} };
}
