import { EXECUTOR_STATES } from "../sessions/states.js";
import { MAX_RESULTS, NEXT_TOKEN, SESSION_ID } from "./input.js";
import { defineOperation, type Operation } from "./operation.js";

const SHAPE = {
  SessionId: SESSION_ID,
  ExecutorStateFilter: { type: "string", values: EXECUTOR_STATES },
  MaxResults: MAX_RESULTS,
  NextToken: NEXT_TOKEN,
} as const;

export const listExecutors: Operation = defineOperation(SHAPE, (input, { sessions, paging, ignoreStateFilter }, at) => {
  const { SessionId, ExecutorStateFilter, MaxResults, NextToken: token } = input;
  const session = sessions.get(SessionId);
  const scope = JSON.stringify(["ListExecutors", SessionId, ExecutorStateFilter]);
  const request = { operation: "ListExecutors", scope, MaxResults, NextToken: token, at } as const;
  const place = paging.open(request);
  session.beforePage(input);
  const executors = session.executors.inState(ignoreStateFilter ? undefined : ExecutorStateFilter);
  const { items, NextToken } = paging.cut(executors, place, request);
  return { SessionId, ExecutorsSummary: items, NextToken };
});
