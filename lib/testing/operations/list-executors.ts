import { executorStates } from "../sessions/states.js";
import { maxResultsMember, nextTokenMember, sessionIdMember } from "./input.js";
import { defineOperation, type Operation } from "./operation.js";

const shape = {
  SessionId: sessionIdMember,
  ExecutorStateFilter: { type: "string", values: executorStates },
  MaxResults: maxResultsMember,
  NextToken: nextTokenMember,
} as const;

export const listExecutors: Operation = defineOperation(shape, (input, { sessions, paging, ignoreStateFilter }, at) => {
  const { SessionId, ExecutorStateFilter, MaxResults, NextToken: token } = input;
  const session = sessions.get(SessionId);
  const scope = JSON.stringify(["ListExecutors", SessionId, ExecutorStateFilter]);
  const request = { scope, MaxResults, NextToken: token, at };
  const place = paging.open(request);
  session.beforePage(input);
  const executors = session.executors.inState(ignoreStateFilter ? undefined : ExecutorStateFilter);
  const { items, NextToken } = paging.cut(executors, place, request);
  return { SessionId, ExecutorsSummary: items, NextToken };
});
