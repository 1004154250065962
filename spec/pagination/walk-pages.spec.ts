import { describe, expect, it } from "vitest";
import {
  UNKNOWN_PROGRESS,
  walkPages,
  type Progress,
  type Walk,
  type WalkedPage,
} from "../../lib/pagination/walk-pages.js";
import { collect } from "../support/executors.js";
import { untilFailure } from "../support/iterating.js";

const repeated = new Error("A token came back");
const refusal = new Error("The token has expired");

/** Walks through the pages that `next` returns, and records the requested tokens. */
function walk(
  next: (token: string | undefined, call: number) => string | undefined,
  options: Partial<Walk<number, Progress>> = {},
): { pages: AsyncGenerator<WalkedPage<number, Progress>, void, undefined>; asked: (string | undefined)[] } {
  const asked: (string | undefined)[] = [];
  const fetch: Walk<number, Progress>["fetch"] = (token) =>
    new Promise((resolve) => {
      asked.push(token);
      resolve({ output: asked.length, nextToken: next(token, asked.length) });
    });
  const read = (): Progress => UNKNOWN_PROGRESS;
  const once = { read, restart: () => false, startingToken: undefined, repeatedToken: () => repeated };
  return { pages: walkPages({ fetch, ...once, ...options }), asked };
}

/** Returns the pages a, b and c, then the end. */
const chain = (token: string | undefined): string | undefined => ({ start: "a", a: "b", b: "c" })[token ?? "start"];

describe("walkPages", () => {
  it("requests the page of each token up to the end", async () => {
    const { pages, asked } = walk(chain);
    const found = await collect(pages);
    expect(asked).toEqual([undefined, "a", "b", "c"]);
    expect(found[1]).toEqual({ source: { output: 2, nextToken: "b" }, found: UNKNOWN_PROGRESS });
    expect(found).toHaveLength(4);
  });

  it("begins with the given token", async () => {
    const { pages, asked } = walk(chain, { startingToken: "b" });
    await collect(pages);
    expect(asked).toEqual(["b", "c"]);
  });

  it("requests pages only on demand", async () => {
    const { pages, asked } = walk(chain);
    await pages.next();
    await pages.return();
    expect(asked).toEqual([undefined]);
  });

  it("fails at a repeated token, or ends there", async () => {
    const circle = (token: string | undefined): string => (token === "a" ? "b" : "a");
    const told: unknown[] = [];
    const repeatedToken = (...seen: unknown[]): Error => (told.push(seen), repeated);
    const { pages, asked } = walk(circle, { repeatedToken });
    const { values, error } = await untilFailure(pages);
    expect([values.length, error, told]).toEqual([3, repeated, [["a", 3]]]);
    expect(asked).toEqual([undefined, "a", "b"]);
    expect(await collect(walk(circle, { repeatedToken: () => undefined }).pages)).toHaveLength(3);
  });

  it("restarts at a refused token if allowed, with repeated tokens", async () => {
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

  it("restarts again only after new items", async () => {
    let isUnseen = true;
    const read = (): Progress => ({ hasUnseen: isUnseen, isRepeat: !isUnseen });
    const next = (token: string | undefined): string | undefined => {
      if (token === "b") throw refusal;
      return chain(token);
    };
    const { pages, asked } = walk(next, { read, restart: () => true });
    const walked: number[] = [];
    const { error } = await untilFailure(
      (async function* () {
        for await (const { source } of pages) {
          yield walked.push(source.output);
          isUnseen = walked.length < 4;
        }
      })(),
    );
    expect(error).toBe(refusal);
    expect(asked).toEqual([undefined, "a", "b", undefined, "a", "b", undefined, "a", "b"]);
  });

  it("rejects if the first page or the caller's token is refused", async () => {
    for (const startingToken of [undefined, "b"]) {
      const { pages, asked } = walk(
        () => {
          throw refusal;
        },
        { startingToken, restart: () => true },
      );
      expect((await untilFailure(pages)).error).toBe(refusal);
      expect(asked).toEqual([startingToken]);
    }
  });

  it("fails after a thousand pages without new items", async () => {
    const kinds: Progress[] = [
      { hasUnseen: true, isRepeat: false },
      ...Array.from({ length: 999 }, () => ({ hasUnseen: false, isRepeat: true })),
      { hasUnseen: true, isRepeat: false },
      ...Array.from({ length: 2000 }, (_, index) => ({ hasUnseen: false, isRepeat: index % 2 === 0 })),
    ];
    const read = ({ output }: { output: number }): Progress => kinds[output - 1] ?? UNKNOWN_PROGRESS;
    const told: unknown[] = [];
    const repeatedToken = (...seen: unknown[]): Error => (told.push(seen), repeated);
    const { pages } = walk((_token, call) => `t${call}`, { read, repeatedToken });
    const { values, error } = await untilFailure(pages);
    expect([values.length, error, told]).toEqual([3000, repeated, [["t3000", 3000]]]);
  });

  it("does not count repeated pages after a restart", async () => {
    const read = ({ output }: { output: number }): Progress => ({ hasUnseen: output <= 1500, isRepeat: output > 1500 });
    const next = (_token: string | undefined, call: number): string => {
      if (call === 1501) throw refusal;
      return `t${call}`;
    };
    const { pages, asked } = walk(next, { read, restart: () => true });
    expect((await untilFailure(pages)).error).toBe(repeated);
    expect(asked).toHaveLength(1500 + 1 + 1500 + 1000);
  });

  it("rejects with a failure if there is no token or no restart", async () => {
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
