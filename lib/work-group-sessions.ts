import { ListSessionsCommand, type SessionState } from "@aws-sdk/client-athena";
import { RepeatedTokenError } from "./errors/repeated-token-error.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import type { Reporter } from "./events/reporter.js";
import { fetchOutput } from "./fetch-output.js";
import { nextTokenOf } from "./pagination/next-token.js";
import { listAt, memberAt } from "./pagination/member.js";
import { walkPages } from "./pagination/walk-pages.js";
import type { WorkGroupOptions } from "./work-group-executors.js";

const OPERATION = "ListSessions";
const LARGEST_PAGE = 100;

/** The ids of the sessions of a workgroup, each once: one listing for each state that was asked for. */
export async function* workGroupSessions(
  options: WorkGroupOptions,
  left: AbortSignal,
  reporter: Reporter,
): AsyncGenerator<string, void, undefined> {
  // All of them: a sweep may take hours, and a session that changes its state comes again in the listing of another one.
  // An id costs some hundred bytes, and stands for a call at least.
  const seen = new Set<string>();
  for (const state of options.sessionStates) {
    for await (const { output } of walkPages(sessionWalk(options, state, left, reporter))) {
      for (const id of sessionIds(output)) {
        if (seen.has(id)) continue;
        seen.add(id);
        yield id;
      }
    }
  }
}

function sessionWalk(
  { call, workGroup, signal }: WorkGroupOptions,
  state: SessionState | undefined,
  left: AbortSignal,
  reporter: Reporter,
): Parameters<typeof walkPages<object>>[0] {
  return {
    startingToken: undefined,
    fetch: async (token) => {
      const command = new ListSessionsCommand({
        WorkGroup: workGroup,
        MaxResults: LARGEST_PAGE,
        ...(state !== undefined && { StateFilter: state }),
        ...(token !== undefined && { NextToken: token }),
      });
      const signals = [signal, left];
      const output = await fetchOutput(call, { command, operation: () => OPERATION, signals, reporter });
      const given = memberAt(OPERATION, output, "NextToken");
      return { output, token, nextToken: nextTokenOf(OPERATION, "NextToken", given) };
    },
    restart: () => false,
    repeatedToken: (token, pages) => new RepeatedTokenError(OPERATION, pages, token),
  };
}

function sessionIds(output: object): string[] {
  return listAt(OPERATION, output, "Sessions").map((session, index) => {
    const id = (session as { SessionId?: unknown } | null | undefined)?.SessionId;
    if (typeof id === "string" && id !== "") return id;
    throw new UnexpectedResponseError(OPERATION, `Sessions[${String(index)}].SessionId`, "a non-empty string", id);
  });
}
