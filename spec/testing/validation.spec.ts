import { describe, expect, it } from "vitest";

import { rawRequest, startedAthena } from "../support/started-athena.js";

const sessions = [{ SessionId: "s", executors: [] }];
const SessionId = "s";
const where = (member: string) => `'${member}' failed to satisfy constraint: Member must`;
const executorStates = "[CREATING, CREATED, REGISTERED, TERMINATING, TERMINATED, FAILED]";
const calculationStates = "[CREATING, CREATED, QUEUED, RUNNING, CANCELING, CANCELED, COMPLETED, FAILED]";
const sessionStates = "[CREATING, CREATED, IDLE, BUSY, TERMINATING, TERMINATED, DEGRADED, FAILED]";

interface Case {
  readonly operation?: string;
  readonly body: object;
  readonly message: string;
}

async function answer(operation: string, body: string): Promise<{ status: number; body: unknown }> {
  const response = await rawRequest(await startedAthena({ sessions }), operation, body);
  return { status: response.status, body: await response.json() };
}

describe("The embedded endpoint validates as the service does", () => {
  it.each<Case>([
    { body: {}, message: `Value null at ${where("sessionId")} not be null` },
    { body: { SessionId: null }, message: `Value null at ${where("sessionId")} not be null` },
    { body: { SessionId: "" }, message: `Value at ${where("sessionId")} have length greater than or equal to 1` },
    {
      body: { SessionId: "s".repeat(257) },
      message: `Value at ${where("sessionId")} have length less than or equal to 256`,
    },
    ...[0, -1, 0.9].map((MaxResults) => ({
      body: { SessionId, MaxResults },
      message: `Value at ${where("maxResults")} have value greater than or equal to 1`,
    })),
    ...[101, 99_999_999_999].map((MaxResults) => ({
      body: { SessionId, MaxResults },
      message: `Value at ${where("maxResults")} have value less than or equal to 100`,
    })),
    {
      body: { SessionId, ExecutorStateFilter: "IDLE" },
      message: `Value 'IDLE' at ${where("executorStateFilter")} satisfy enum value set: ${executorStates}`,
    },
    {
      body: { SessionId, NextToken: "t".repeat(2049) },
      message: `Value at ${where("nextToken")} have length less than or equal to 2048`,
    },
    {
      operation: "ListCalculationExecutions",
      body: {},
      message: `Value null at ${where("sessionId")} not be null`,
    },
    {
      operation: "ListCalculationExecutions",
      body: { SessionId, StateFilter: "REGISTERED" },
      message: `Value 'REGISTERED' at ${where("stateFilter")} satisfy enum value set: ${calculationStates}`,
    },
    {
      operation: "ListCalculationExecutions",
      body: { SessionId, MaxResults: 0 },
      message: `Value at ${where("maxResults")} have value greater than or equal to 1`,
    },
    {
      operation: "ListCalculationExecutions",
      body: { SessionId, MaxResults: 101 },
      message: `Value at ${where("maxResults")} have value less than or equal to 100`,
    },
    {
      operation: "ListCalculationExecutions",
      body: { SessionId, NextToken: "t".repeat(2049) },
      message: `Value at ${where("nextToken")} have length less than or equal to 2048`,
    },
    { operation: "GetSession", body: {}, message: `Value null at ${where("sessionId")} not be null` },
    { operation: "GetSessionStatus", body: {}, message: `Value null at ${where("sessionId")} not be null` },
    { operation: "ListSessions", body: {}, message: `Value null at ${where("workGroup")} not be null` },
    ...["", "a b", "a".repeat(129), "a\n"].map((WorkGroup) => ({
      operation: "ListSessions",
      body: { WorkGroup },
      message: `Value '${WorkGroup}' at ${where("workGroup")} satisfy regular expression pattern: [a-zA-Z0-9._-]{1,128}`,
    })),
    {
      operation: "ListSessions",
      body: { WorkGroup: "primary", StateFilter: "idle" },
      message: `Value 'idle' at ${where("stateFilter")} satisfy enum value set: ${sessionStates}`,
    },
    {
      operation: "ListSessions",
      body: { WorkGroup: "primary", MaxResults: 101 },
      message: `Value at ${where("maxResults")} have value less than or equal to 100`,
    },
  ])("$operation $body", async ({ operation = "ListExecutors", body, message }) => {
    expect(await answer(operation, JSON.stringify(body))).toEqual({
      status: 400,
      body: {
        __type: "InvalidRequestException",
        AthenaErrorCode: "INVALID_INPUT",
        ErrorCode: "INVALID_INPUT",
        Message: `1 validation error detected: ${message}`,
      },
    });
  });

  it("Several violations are reported in one message", async () => {
    const body = { MaxResults: 0, NextToken: "t".repeat(2049) };
    expect(await answer("ListExecutors", JSON.stringify(body))).toMatchObject({
      body: {
        Message:
          `3 validation errors detected: Value null at ${where("sessionId")} not be null; ` +
          `Value at ${where("maxResults")} have value greater than or equal to 1; ` +
          `Value at ${where("nextToken")} have length less than or equal to 2048`,
      },
    });
  });

  it.each<Case>([
    { body: { SessionId, MaxResults: "1" }, message: "STRING_VALUE can not be converted to an Integer" },
    { body: { SessionId, MaxResults: true }, message: "TRUE_VALUE can not be converted to an Integer" },
    { body: { SessionId, NextToken: 1 }, message: "NUMBER_VALUE can not be converted to a String" },
    { body: { SessionId: false }, message: "FALSE_VALUE can not be converted to a String" },
    { body: { SessionId, MaxResults: [1] }, message: "Start of list found where not expected" },
    { body: { SessionId: { a: 1 } }, message: "Start of structure or map found where not expected." },
    { body: [], message: "Start of list found where not expected" },
    { body: { MaxResults: "1", NextToken: 1 }, message: "STRING_VALUE can not be converted to an Integer" },
    { body: { NextToken: 1, MaxResults: "1" }, message: "NUMBER_VALUE can not be converted to a String" },
  ])("A wrong type is refused first: $body", async ({ body, message }) => {
    expect(await answer("ListExecutors", JSON.stringify(body))).toEqual({
      status: 400,
      body: { __type: "SerializationException", Message: message },
    });
  });

  it.each(["", "{", "null", '"x"', "1", "true", '{"MaxResults": 1,}'])(
    "An unreadable body is refused without a message: %s",
    async (body) => {
      expect(await answer("ListExecutors", body)).toEqual({ status: 400, body: { __type: "SerializationException" } });
    },
  );

  it.each<Readonly<Record<string, unknown>>>([
    { SessionId, MaxResults: 1 },
    { SessionId, MaxResults: 100 },
    { SessionId, MaxResults: 100.9 },
    { SessionId, MaxResults: null, NextToken: null, ExecutorStateFilter: null },
    { SessionId, ExecutorStateFilter: "FAILED" },
    { SessionId, Unknown: 1, toString: 1 },
  ])("Valid input is accepted: %j", async (body) => {
    expect(await answer("ListExecutors", JSON.stringify(body))).toEqual({
      status: 200,
      body: { SessionId, ExecutorsSummary: [] },
    });
  });

  it("The longest session id and token are accepted", async () => {
    expect(await answer("GetSession", JSON.stringify({ SessionId: "s".repeat(256) }))).toMatchObject({
      body: { __type: "ResourceNotFoundException" },
    });
    const NextToken = "t".repeat(2048);
    expect(await answer("ListExecutors", JSON.stringify({ SessionId, NextToken }))).toMatchObject({
      body: { Message: `The nextPageToken is malformed: ${NextToken}` },
    });
  });
});
