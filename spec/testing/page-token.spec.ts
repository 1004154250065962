import { ListExecutorsCommand, ListSessionsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import { readPageToken, writePageToken } from "../../lib/testing/paging/page-token.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const scope = "a listing";

describe("A page token of the embedded endpoint", () => {
  it.each([0, 1, 100, 1_000_000, 2 ** 48 - 1])("stands for offset %i", (offset) => {
    const token = writePageToken(scope, offset);
    expect(readPageToken(scope, token)).toBe(offset);
    expect(token).toMatch(/^[\w-]{24}$/);
  });

  const token = writePageToken(scope, 100);
  it.each([
    "x",
    "=",
    "a token that nobody gave out",
    token.slice(1),
    token.slice(0, -1),
    `${token}x`,
    `${token}=`,
    ` ${token}`,
    ...Array.from(token, (character, index) => replaceAt(token, index, character === "A" ? "B" : "A")),
  ])("is malformed when it is damaged, and echoed: %j", (damaged) => {
    expect(() => readPageToken(scope, damaged)).toThrow(
      expect.objectContaining({
        status: 400,
        body: {
          __type: "InvalidRequestException",
          AthenaErrorCode: "INVALID_INPUT",
          ErrorCode: "INVALID_INPUT",
          Message: `The nextPageToken is malformed: ${damaged}`,
        },
      }),
    );
  });

  it("is of no use for another session, filter or operation", async () => {
    const executors = [{ ExecutorId: "e", ExecutorState: "CREATED" }] as const;
    const sessions = ["s", "t"].map((SessionId) => ({ SessionId, executors }));
    const client = clientOf(await startedAthena({ sessions }));
    const first = new ListExecutorsCommand({ SessionId: "s", MaxResults: 1 });
    const { NextToken } = await client.send(first);
    expect(NextToken).toBeTypeOf("string");
    const malformed = { name: "InvalidRequestException", message: `The nextPageToken is malformed: ${NextToken}` };
    const { input } = first;
    for (const command of [
      new ListExecutorsCommand({ ...input, NextToken, SessionId: "t" }),
      new ListExecutorsCommand({ ...input, NextToken, ExecutorStateFilter: "CREATED" }),
      new ListSessionsCommand({ WorkGroup: "primary", NextToken }),
    ])
      await expect(client.send(command as ListExecutorsCommand)).rejects.toMatchObject(malformed);
    const again = await client.send(new ListExecutorsCommand({ ...input, NextToken, MaxResults: 100 }));
    expect(again.ExecutorsSummary).toEqual([]);
  });

  it("is the same in every endpoint", async () => {
    const sessions = [{ SessionId: "s", executors: [{ ExecutorId: "e" }] }];
    const command = new ListExecutorsCommand({ SessionId: "s", MaxResults: 1 });
    const one = await clientOf(await startedAthena({ sessions })).send(command);
    const other = await clientOf(await startedAthena({ sessions })).send(command);
    expect(one.NextToken).toBeTypeOf("string");
    expect(other.NextToken).toBe(one.NextToken);
  });
});

function replaceAt(text: string, index: number, character: string): string {
  return text.slice(0, index) + character + text.slice(index + 1);
}
