import type { SessionState } from "@aws-sdk/client-athena";
import type { ExecutorChange } from "../../lib/index.js";
import { foreignService, type Answer, type ForeignRequest, type ForeignService } from "./foreign-service.js";
import { asAnswer, type LivingSession } from "./living-session.js";

/** A session behind a service of another make, and the requests that each poll of a watch has cost. */
export interface WatchedSession extends ForeignService {
  /** In brief, poll by poll: `list`, `list 100-0` with a token, `REGISTERED` with a filter, `status`. */
  readonly polls: readonly (readonly string[])[];
}

/** A request of a watch, in brief, and the number of its poll, from 1. */
export interface WatchRequest {
  readonly call: string;
  readonly poll: number;
}

/** How a session is served. */
export interface WatchedSessionOptions {
  /** The state that GetSessionStatus gives. Default: always IDLE. */
  readonly state?: () => SessionState | undefined;
  /** Called before the first request of each poll is answered: what happens now happens between two polls. */
  readonly onPoll?: (poll: number) => void;
  /** Answers in place of the session. */
  readonly instead?: (request: WatchRequest) => Answer | undefined | void;
  /** Executors on a page. Default: as many as are asked for. */
  readonly pageSize?: number;
}

/** Serves a session over loopback HTTP. A first page that is not filtered begins a poll. */
export async function watchedSession(
  session: LivingSession,
  { state = () => "IDLE", onPoll = () => undefined, instead = () => undefined, pageSize }: WatchedSessionOptions = {},
): Promise<WatchedSession> {
  const polls: string[][] = [];
  const service = await foreignService((request) => {
    const call = callOf(request);
    if (call === "list") {
      polls.push([]);
      onPoll(polls.length);
    }
    polls.at(-1)?.push(call);
    const answer = instead({ call, poll: polls.length });
    if (answer !== undefined) return answer;
    if (call === "status") return { Status: { State: state() } };
    return asAnswer(session.answer(request.input, pageSize));
  });
  return { ...service, polls };
}

/** A change in brief: `+7 REGISTERED` for a join, `7 CREATED>REGISTERED` for a change. */
export function brief({ executor, type, previous }: ExecutorChange): string {
  const number = executor.ExecutorId.replace("executor-", "");
  const state = String(executor.ExecutorState);
  return type === "joined" ? `+${number} ${state}` : `${number} ${String(previous)}>${state}`;
}

function callOf({ input, headers }: ForeignRequest): string {
  if (String(headers["x-amz-target"]).endsWith("GetSessionStatus")) return "status";
  const { ExecutorStateFilter = "list", NextToken } = input;
  return NextToken === undefined ? ExecutorStateFilter : `${ExecutorStateFilter} ${NextToken}`;
}
