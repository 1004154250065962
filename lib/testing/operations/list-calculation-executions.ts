import { CALCULATION_STATES } from "../sessions/states.js";
import { MAX_RESULTS, NEXT_TOKEN, SESSION_ID } from "./input.js";
import { defineOperation, type Operation } from "./operation.js";

const SHAPE = {
  SessionId: SESSION_ID,
  StateFilter: { type: "string", values: CALCULATION_STATES },
  MaxResults: MAX_RESULTS,
  NextToken: NEXT_TOKEN,
} as const;

export const listCalculationExecutions: Operation = defineOperation(SHAPE, (input, { sessions, paging }, at) => {
  const { SessionId, StateFilter, MaxResults, NextToken: token } = input;
  const { calculations } = sessions.get(SessionId);
  const scope = JSON.stringify(["ListCalculationExecutions", SessionId, StateFilter]);
  const request = { operation: "ListCalculationExecutions", scope, MaxResults, NextToken: token, at } as const;
  const place = paging.open(request);
  const list = calculations.filter(({ Status }) => StateFilter === undefined || Status?.State === StateFilter);
  const { items, NextToken } = paging.cut(list, place, request);
  return { Calculations: items, NextToken };
});
