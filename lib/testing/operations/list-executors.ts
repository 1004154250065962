import { maxResultsMember, nextTokenMember, sessionIdMember } from "../input/input-shape.js";
import { page } from "../paging/page.js";
import { executorStates } from "../sessions/states.js";
import { defineOperation } from "./operation.js";
import type { Operation } from "./operation.js";

const shape = {
  SessionId: sessionIdMember,
  ExecutorStateFilter: { type: "string", values: executorStates },
  MaxResults: maxResultsMember,
  NextToken: nextTokenMember,
} as const;

export const listExecutors: Operation = defineOperation(shape, (input, { sessions, tokenOnFullPage }) => {
  const { SessionId, ExecutorStateFilter } = input;
  const executors = sessions.get(SessionId).executors.inState(ExecutorStateFilter);
  const scope = JSON.stringify(["ListExecutors", SessionId, ExecutorStateFilter]);
  const { items, NextToken } = page(executors, scope, input, tokenOnFullPage);
  return { SessionId, ExecutorsSummary: items, NextToken };
});
