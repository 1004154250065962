import { ListSessionsCommand } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";
import { startLocalAthena, type LocalAthenaOptions } from "../../lib/testing/index.js";
import { listPages } from "../support/listing.js";
import { clientOf, startedAthena } from "../support/started-athena.js";

const SessionId = "s1";
const executors = Array.from({ length: 5 }, (_, index) => ({ ExecutorId: `e${index}`, StartDateTime: 9 - index }));
const sessions = [
  { SessionId, executors },
  { SessionId: "s2", executors: [] },
];

describe("Page limits of the embedded endpoint", () => {
  it.each([
    { MaxResults: undefined, sizes: [2, 2, 1] },
    { MaxResults: 100, sizes: [2, 2, 1] },
    { MaxResults: 1, sizes: [1, 1, 1, 1, 1, 0] },
  ])("A page has at most 2 executors at MaxResults $MaxResults", async ({ MaxResults, sizes }) => {
    const client = clientOf(await startedAthena({ sessions, pageLimits: { ListExecutors: 2 } }));
    const pages = await listPages(client, { SessionId, MaxResults });
    expect(pages.map(({ ids }) => ids.length)).toEqual(sizes);
    expect(pages.flatMap(({ ids }) => ids)).toEqual(["e0", "e1", "e2", "e3", "e4"]);
  });

  it("Each operation has its own limit", async () => {
    const client = clientOf(await startedAthena({ sessions, pageLimits: { ListSessions: 1 } }));
    const { Sessions } = await client.send(new ListSessionsCommand({ WorkGroup: "primary" }));
    expect(Sessions).toHaveLength(1);
    expect((await listPages(client, { SessionId })).map(({ ids }) => ids.length)).toEqual([5]);
  });

  it.each([
    [{ ListExecutors: 0 }, "`pageLimits.ListExecutors` to be an integer from 1 to 100, got `0` (number)"],
    [{ ListSessions: 101 }, "`pageLimits.ListSessions` to be an integer from 1 to 100, got `101` (number)"],
    [3, "`pageLimits` to be an object, got `3` (number)"],
    [{ listExecutors: 1 }, "`pageLimits` to have no `listExecutors`. Did you mean `ListExecutors`?"],
  ])("Bad page limits are refused: %j", async (pageLimits, sentence) => {
    await expect(startLocalAthena({ pageLimits } as LocalAthenaOptions)).rejects.toThrow(
      new TypeError(`Expected ${sentence}`),
    );
  });
});

describe("expireTokens() of the embedded endpoint", () => {
  it.each([{}, { lifetime: 60_000 }])(
    "Earlier tokens are refused and later ones accepted, with tokens %j",
    async (tokens) => {
      const athena = await startedAthena({ sessions, tokens });
      const client = clientOf(athena);
      const [first] = await listPages(client, { SessionId, MaxResults: 2 }, 1);
      const NextToken = first?.token;
      athena.expireTokens();
      const refusal = listPages(client, { SessionId, MaxResults: 2, NextToken }, 1);
      await expect(refusal).rejects.toThrow(`The nextPageToken is malformed: ${NextToken}`);
      const again = await listPages(client, { SessionId, MaxResults: 2 });
      expect(again.map(({ ids }) => ids.length)).toEqual([2, 2, 1]);
    },
  );
});
