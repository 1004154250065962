import { ListExecutorsCommand, ListSessionsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import type { LocalEmptyPages } from "../../lib/testing/index.js";
import { executors } from "../support/executors.js";
import { listPages, type ListedPage } from "../support/listing.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const SessionId = "s";

async function pagesOf(count: number, emptyPages: LocalEmptyPages, most?: number): Promise<ListedPage[]> {
  const sessions = [{ SessionId, executors: executors(count) }];
  const client = clientOf(await startedAthena({ sessions, emptyPages }));
  return listPages(client, { SessionId, MaxResults: 2 }, most);
}

describe("Empty pages of the embedded endpoint", () => {
  it.each<{ what: string; emptyPages: LocalEmptyPages; sizes: number[] }>([
    { what: "none", emptyPages: [], sizes: [2, 2, 1] },
    { what: "some by their numbers", emptyPages: [1, 3, 4], sizes: [0, 2, 0, 0, 2, 1] },
    { what: "every second one", emptyPages: (page) => page % 2 === 0, sizes: [2, 0, 2, 0, 1] },
    { what: "a run", emptyPages: (page) => page > 1 && page <= 5, sizes: [2, 0, 0, 0, 0, 2, 1] },
    { what: "those beyond the end", emptyPages: [4, 5], sizes: [2, 2, 1] },
  ])("Empty pages lose no executors and have new tokens: $what", async ({ emptyPages, sizes }) => {
    const pages = await pagesOf(5, emptyPages);
    expect(pages.map(({ ids }) => ids.length)).toEqual(sizes);
    expect(pages.flatMap(({ ids }) => ids)).toEqual(executors(5).map(({ ExecutorId }) => ExecutorId));
    const tokens = pages.slice(0, -1).map(({ token }) => token);
    expect(new Set(tokens).size).toBe(sizes.length - 1);
    expect(tokens).not.toContain(undefined);
  });

  it("A page after the last executor can be empty too", async () => {
    expect((await pagesOf(2, [2, 3])).map(({ ids }) => ids.length)).toEqual([2, 0, 0, 0]);
  });

  it("A listing of empty pages never ends and repeats no token", async () => {
    const pages = await pagesOf(5, () => true, 200);
    expect(pages.flatMap(({ ids }) => ids)).toEqual([]);
    expect(new Set(pages.map(({ token }) => token)).size).toBe(200);
  });

  it("ListSessions has empty pages too", async () => {
    const sessions = [{ SessionId, executors: [] }];
    const client = clientOf(await startedAthena({ sessions, emptyPages: [1] }));
    const first = await client.send(new ListSessionsCommand({ WorkGroup: "primary" }));
    expect(first.Sessions).toEqual([]);
    const second = await client.send(new ListSessionsCommand({ WorkGroup: "primary", NextToken: first.NextToken }));
    expect(second.Sessions?.map((session) => session.SessionId)).toEqual([SessionId]);
  });

  it("An emptyPages function that throws gives status 500", async () => {
    const emptyPages = (): boolean => {
      throw new Error("no idea");
    };
    const client = clientOf(await startedAthena({ sessions: [{ SessionId, executors: [] }], emptyPages }));
    for (let count = 0; count < 2; count += 1)
      await expect(client.send(new ListExecutorsCommand({ SessionId }))).rejects.toMatchObject({
        message: "Error: no idea",
        $metadata: { httpStatusCode: 500 },
      });
  });
});
