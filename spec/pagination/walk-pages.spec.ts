import { describe, expect, it } from "vitest";
import { walkPages, type TokenPage, type Walk } from "../../lib/pagination/walk-pages.js";
import { collect } from "../support/executors.js";
import { untilFailure } from "../support/iterating.js";

const repeated = new Error("A token came back");
const refusal = new Error("The token has expired");

/** Walks from page to page as `next` says, and keeps the tokens that were asked for. */
function walk(
  next: (token: string | undefined, call: number) => string | undefined,
  options: Partial<Walk<number>> = {},
): { pages: AsyncGenerator<TokenPage<number>, void, undefined>; asked: (string | undefined)[] } {
  const asked: (string | undefined)[] = [];
  const fetch = (token: string | undefined): Promise<TokenPage<number>> =>
    new Promise((resolve) => {
      asked.push(token);
      resolve({ output: asked.length, token, nextToken: next(token, asked.length) });
    });
  const once = { restart: () => false, startingToken: undefined, repeatedToken: () => repeated };
  return { pages: walkPages({ fetch, ...once, ...options }), asked };
}

/** a, b, c, and then the end. */
const chain = (token: string | undefined): string | undefined => ({ start: "a", a: "b", b: "c" })[token ?? "start"];

describe("walkPages", () => {
  it("asks for the page that each token leads to, until there is none", async () => {
    const { pages, asked } = walk(chain);
    const found = await collect(pages);
    expect(asked).toEqual([undefined, "a", "b", "c"]);
    expect(found[1]).toEqual({ output: 2, token: "a", nextToken: "b" });
    expect(found).toHaveLength(4);
  });

  it("begins with the token that it is given", async () => {
    const { pages, asked } = walk(chain, { startingToken: "b" });
    await collect(pages);
    expect(asked).toEqual(["b", "c"]);
  });

  it("asks for nothing before it has to", async () => {
    const { pages, asked } = walk(chain);
    await pages.next();
    await pages.return();
    expect(asked).toEqual([undefined]);
  });

  it("fails when a token comes back, and says after how many pages, or ends there", async () => {
    const circle = (token: string | undefined): string => (token === "a" ? "b" : "a");
    const told: unknown[] = [];
    const repeatedToken = (...seen: unknown[]): Error => (told.push(seen), repeated);
    const { pages, asked } = walk(circle, { repeatedToken });
    const { values, error } = await untilFailure(pages);
    expect([values.length, error, told]).toEqual([3, repeated, [["a", 3]]]);
    expect(asked).toEqual([undefined, "a", "b"]);
    expect(await collect(walk(circle, { repeatedToken: () => undefined }).pages)).toHaveLength(3);
  });

  it("begins anew where a token is refused, if that leads anywhere, and may meet the same tokens again", async () => {
    const refused: unknown[] = [];
    const restart = (error: unknown): boolean => refused.push(error) === 1;
    const next = (token: string | undefined, call: number): string | undefined => {
      if (token === "b" && call === 3) throw refusal;
      return chain(token);
    };
    const { pages, asked } = walk(next, { restart });
    expect(await collect(pages)).toHaveLength(6);
    expect(asked).toEqual([undefined, "a", "b", undefined, "a", "b", "c"]);
    expect(refused).toEqual([refusal]);
  });

  it("passes a failure on where there is no token, or nothing to begin anew", async () => {
    const failing = (): never => {
      throw refusal;
    };
    const first = walk(failing, { restart: () => true });
    expect((await untilFailure(first.pages)).error).toBe(refusal);
    expect(first.asked).toEqual([undefined]);
    const later = walk(failing, { startingToken: "a" });
    expect((await untilFailure(later.pages)).error).toBe(refusal);
    expect(later.asked).toEqual(["a"]);
  });
});
