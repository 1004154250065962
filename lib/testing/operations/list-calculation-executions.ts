import { calculationStates } from "../sessions/states.js";
import { maxResultsMember, nextTokenMember, sessionIdMember } from "./input.js";
import { defineOperation, type Operation } from "./operation.js";

const shape = {
  SessionId: sessionIdMember,
  StateFilter: { type: "string", values: calculationStates },
  MaxResults: maxResultsMember,
  NextToken: nextTokenMember,
} as const;

export const listCalculationExecutions: Operation = defineOperation(shape, (input, { sessions, paging }, at) => {
  const { SessionId, StateFilter, MaxResults, NextToken: token } = input;
  const { calculations } = sessions.get(SessionId);
  const scope = JSON.stringify(["ListCalculationExecutions", SessionId, StateFilter]);
  const request = { scope, MaxResults, NextToken: token, at };
  const place = paging.open(request);
  const list = calculations.filter(({ Status }) => StateFilter === undefined || Status?.State === StateFilter);
  const { items, NextToken } = paging.cut(list, place, request);
  return { Calculations: items, NextToken };
});
