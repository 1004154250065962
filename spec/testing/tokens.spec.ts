import { ListExecutorsCommand, ListSessionsCommand, type AthenaClient } from "@aws-sdk/client-athena";
import { describe, expect, it } from "vitest";

import type { LocalTokenCycle, LocalTokens } from "../../lib/testing/index.js";
import { TokenLives } from "../../lib/testing/paging/tokens.js";
import { executors } from "../support/executors.js";
import { listPages } from "../support/listing.js";
import { clientOf, startedAthena } from "../support/started-athena.js";
import { quiet } from "../support/waiting.js";

const SessionId = "s";
const input = { SessionId, MaxResults: 2 };

async function clientWith(tokens: LocalTokens, count = 10): Promise<AthenaClient> {
  return clientOf(await startedAthena({ sessions: [{ SessionId, executors: executors(count) }], tokens }));
}

async function firstToken(client: AthenaClient): Promise<string> {
  const { NextToken = "none" } = await client.send(new ListExecutorsCommand(input));
  return NextToken;
}

function use(client: AthenaClient, NextToken: string): Promise<unknown> {
  return client.send(new ListExecutorsCommand({ ...input, NextToken }));
}

describe("A life of tokens", () => {
  it.each<{ tokens: LocalTokens; at: number[]; alive: boolean[] }>([
    { tokens: {}, at: [0, 1e9], alive: [true, true] },
    { tokens: { lifetime: 10 }, at: [5, 10, 11], alive: [true, true, false] },
    { tokens: { lifetime: 0 }, at: [0, 1], alive: [true, false] },
    { tokens: { maxUses: 2 }, at: [0, 1e9, 1e9], alive: [true, true, false] },
    { tokens: { maxUses: 0 }, at: [0], alive: [false] },
    { tokens: { maxUses: 1, lifetime: 10 }, at: [11], alive: [false] },
  ])("Tokens with $tokens used at $at ms are valid: $alive", ({ tokens, at, alive }) => {
    const lives = new TokenLives(tokens);
    lives.give("token", 0);
    expect(at.map((now) => lives.use("token", now))).toEqual(alive);
  });

  it("Issuing a token again restarts its life", () => {
    const lives = new TokenLives({ maxUses: 1, lifetime: 10 });
    lives.give("token", 0);
    expect(lives.use("token", 10)).toBe(true);
    lives.give("token", 20);
    expect(lives.use("token", 30)).toBe(true);
  });

  it("A token that was never issued is invalid", () => {
    expect(new TokenLives({ lifetime: 10 }).use("token", 0)).toBe(false);
    expect(new TokenLives({ lifetime: Infinity }).use("token", 0)).toBe(true);
  });
});

describe("A token of the embedded endpoint", () => {
  it("A token expires after its lifetime", async () => {
    const client = await clientWith({ lifetime: 5 });
    const token = await firstToken(client);
    await quiet();
    await expect(use(client, token)).rejects.toMatchObject({
      name: "InvalidRequestException",
      AthenaErrorCode: "INVALID_INPUT",
      message: `The nextPageToken is malformed: ${token}`,
    });
  });

  it("A token expires after maxUses, until it is issued again", async () => {
    const client = await clientWith({ maxUses: 2 });
    const token = await firstToken(client);
    await use(client, token);
    await use(client, token);
    await expect(use(client, token)).rejects.toMatchObject({ name: "InvalidRequestException" });
    expect(await firstToken(client)).toBe(token);
    await expect(use(client, token)).resolves.toBeDefined();
  });

  it("A listing with maxUses 1 reaches its end", async () => {
    const pages = await listPages(await clientWith({ maxUses: 1, lifetime: 10_000 }, 5), input);
    expect(pages.map(({ ids }) => ids.length)).toEqual([2, 2, 1]);
  });

  it("maxUses 0 refuses every token with the chosen text", async () => {
    const client = await clientWith({ maxUses: 0, refusal: "Malformed nextPageToken" });
    const token = await firstToken(client);
    for (let count = 0; count < 2; count += 1)
      await expect(use(client, token)).rejects.toMatchObject({ message: `Malformed nextPageToken ${token}` });
  });

  it.each([
    { refusal: undefined, message: "The nextPageToken is malformed: x" },
    { refusal: "Malformed nextPageToken", message: "Malformed nextPageToken x" },
  ] as const)("A damaged token is refused with the text for $refusal", async ({ refusal, message }) => {
    await expect(use(await clientWith({ refusal }), "x")).rejects.toMatchObject({ message });
  });

  it("Tokens of ListSessions expire too", async () => {
    const client = await clientWith({ maxUses: 0 });
    const first = await client.send(new ListSessionsCommand({ WorkGroup: "primary", MaxResults: 1 }));
    expect(first.NextToken).toBeTypeOf("string");
    const next = new ListSessionsCommand({ WorkGroup: "primary", NextToken: first.NextToken });
    await expect(client.send(next)).rejects.toMatchObject({ name: "InvalidRequestException" });
  });
});

describe("A cycle of tokens", () => {
  it.each<LocalTokenCycle>([
    { period: 1 },
    { period: 2 },
    { tail: 0, period: 3 },
    { tail: 1, period: 1 },
    { tail: 3, period: 2 },
    { tail: 4, period: 50 },
    { tail: 70, period: 3 },
  ])("A cycle repeats its pages: $tail pages before $period", async (cycle) => {
    const { tail = 0, period } = cycle;
    const pages = await listPages(await clientWith({ cycle }), input, tail + 3 * period);
    expect(pages).toHaveLength(tail + 3 * period);
    // The first page of the tail is requested without a token.
    const tokens = new Set(pages.map(({ token }) => token));
    expect(tokens.size).toBe(tail === 0 ? period : tail + period - 1);
    const round = pages.slice(tail, tail + period);
    expect(pages.slice(tail)).toEqual([...round, ...round, ...round]);
  });

  it("A cycle beyond the end of the list has empty pages", async () => {
    const pages = await listPages(await clientWith({ cycle: { tail: 1, period: 3 } }, 5), input, 7);
    const sizes = pages.map(({ ids }) => ids.length);
    expect(sizes).toEqual([2, 2, 1, 0, 2, 1, 0]);
  });

  it("A cycle repeats with tokens from the oldest executor too", async () => {
    const tokens = { cycle: { tail: 1, period: 2 }, countFrom: "oldest" } as const;
    const pages = await listPages(await clientWith(tokens), input, 7);
    const [first, ...others] = pages;
    expect(first?.ids).toEqual(["executor-10", "executor-9"]);
    expect(others).toEqual([0, 1, 0, 1, 0, 1].map((index) => others[index]));
    expect(others.slice(0, 2).flatMap(({ ids }) => ids)).toEqual([
      "executor-8",
      "executor-7",
      "executor-6",
      "executor-5",
    ]);
  });

  it("An empty page in a cycle has its own token", async () => {
    const sessions = [{ SessionId, executors: executors(10) }];
    const tokens = { cycle: { tail: 1, period: 2 } };
    const client = clientOf(await startedAthena({ sessions, tokens, emptyPages: [2] }));
    const pages = await listPages(client, input, 6);
    expect(pages.map(({ ids }) => ids.length)).toEqual([2, 0, 2, 0, 2, 0]);
    expect(new Set(pages.map(({ token }) => token)).size).toBe(2);
  });
});
