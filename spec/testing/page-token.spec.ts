import { ListExecutorsCommand, ListSessionsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import { readPageToken, writePageToken } from "../../lib/testing/paging/page-token.js";
import { executors } from "../support/executors.js";
import { listPages } from "../support/listing.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const scope = "a listing";

describe("A page token of the embedded endpoint", () => {
  it.each([
    { position: 0, page: 0, cycleStart: 0, length: 24 },
    { position: 1_000_000, page: 0, cycleStart: 0, length: 24 },
    { position: 2 ** 48 - 1, page: 0, cycleStart: 0, length: 24 },
    { position: 0, page: 3, cycleStart: 0, length: 32 },
    { position: 20, page: 3, cycleStart: 10, length: 40 },
  ])("A token encodes position $position, page $page, cycle $cycleStart", ({ length, ...place }) => {
    const token = writePageToken(scope, place);
    expect(readPageToken(scope, token)).toEqual(place);
    expect(token).toMatch(/^[\w-]+$/);
    expect(token).toHaveLength(length);
  });

  const token = writePageToken(scope, { position: 100, page: 0, cycleStart: 0 });
  it.each([
    "x",
    "=",
    "a token that was never issued",
    token.slice(1),
    token.slice(0, -1),
    `${token}x`,
    `${token}=`,
    ` ${token}`,
    ...Array.from(token, (character, index) => replaceAt(token, index, character === "A" ? "B" : "A")),
  ])("A damaged token is malformed: %j", (damaged) => {
    expect(readPageToken(scope, damaged)).toBeUndefined();
  });

  it("A token is refused for another session, filter or operation", async () => {
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

  it("Equal places have equal tokens, after any number of pages", async () => {
    const sessions = [{ SessionId: "s", executors: executors(5) }];
    const client = clientOf(await startedAthena({ sessions }));
    const [, second] = await listPages(client, { SessionId: "s", MaxResults: 2 });
    const [first] = await listPages(client, { SessionId: "s", MaxResults: 4 });
    expect(first?.token).toBeTypeOf("string");
    expect(second?.token).toBe(first?.token);
  });

  it("Equal places have equal tokens in every endpoint", async () => {
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
