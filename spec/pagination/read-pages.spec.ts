import { describe, expect, it } from "vitest";
import { Reporter } from "../../lib/events/reporter.js";
import type { EndReason, PaginationEvent } from "../../lib/index.js";
import { readPages, type Listing, type Reading } from "../../lib/pagination/read-pages.js";
import { UNKNOWN_PROGRESS } from "../../lib/pagination/walk-pages.js";

type Stop = Reading<string>["stop"];

const pages: Readonly<Record<string, readonly [items: readonly string[], next: string | undefined]>> = {
  first: [["a", "b", "c"], "t1"],
  t1: [[], "t2"],
  t2: [["d", "e"], undefined],
};

/** Reads all pages. Returns their items, truncation, the end reason, the items needed before each page, and events. */
async function read(
  options: Partial<Listing<readonly string[], Reading<string>>> = {},
  stop: (items: readonly string[]) => Stop = () => undefined,
): Promise<{
  read: [items: readonly string[], isCut: boolean][];
  end: EndReason | Error;
  wanted: number[];
  told: PaginationEvent[];
}> {
  const [wanted, told]: [number[], PaginationEvent[]] = [[], []];
  const listing: Listing<readonly string[], Reading<string>> = {
    fetch: (token, count) => {
      wanted.push(count);
      const [output = [], nextToken] = pages[token ?? "first"] ?? [];
      return Promise.resolve({ output, nextToken });
    },
    read: ({ output }) => ({ ...UNKNOWN_PROGRESS, received: 10 * output.length, items: output, stop: stop(output) }),
    restart: () => false,
    startingToken: undefined,
    maxItems: Infinity,
    repeatedToken: () => undefined,
    ...options,
  };
  const source = readPages(listing, new Reporter((event) => told.push(event)));
  const found: [items: readonly string[], isCut: boolean][] = [];
  try {
    for (;;) {
      const { done, value } = await source.next();
      if (done === true) return { read: found, end: value, wanted, told };
      found.push([value.items, value.isCut]);
    }
  } catch (error) {
    return { read: found, end: error as Error, wanted, told };
  }
}

describe("readPages", () => {
  it("yields every page to the end, also empty ones", async () => {
    const { read: found, end, wanted, told } = await read();
    expect(found).toEqual([
      [["a", "b", "c"], false],
      [[], false],
      [["d", "e"], false],
    ]);
    expect([end, wanted]).toEqual(["complete", [Infinity, Infinity, Infinity]]);
    expect(told).toEqual([
      { type: "page", page: 1, items: 30, yielded: 3 },
      { type: "page", page: 2, items: 0, yielded: 0 },
      { type: "page", page: 3, items: 20, yielded: 2 },
    ]);
  });

  it.each([
    [0, [], "maxItems", []],
    [2, [[["a", "b"], true]], "maxItems", [2]],
    [3, [[["a", "b", "c"], false]], "maxItems", [3]],
    [
      4,
      [
        [["a", "b", "c"], false],
        [[], false],
        [["d"], true],
      ],
      "maxItems",
      [4, 1, 1],
    ],
    [
      5,
      [
        [["a", "b", "c"], false],
        [[], false],
        [["d", "e"], false],
      ],
      "complete",
      [5, 2, 2],
    ],
    [
      6,
      [
        [["a", "b", "c"], false],
        [[], false],
        [["d", "e"], false],
      ],
      "complete",
      [6, 3, 3],
    ],
  ])("reads no more pages than %i items need", async (maxItems, expected, reason, wantedBefore) => {
    const { read: found, end, wanted } = await read({ maxItems });
    expect([found, end, wanted]).toEqual([expected, reason, wantedBefore]);
  });

  it("ends after a page that the sieve marks as the last", async () => {
    const { read: found, end, wanted } = await read({}, () => ({ reason: "startedAfter" }));
    expect([found, end, wanted]).toEqual([[[["a", "b", "c"], true]], "startedAfter", [Infinity]]);
    const empty = await read({ startingToken: "t1" }, () => ({ reason: "startedAfter" }));
    expect([empty.read, empty.end]).toEqual([[[[], true]], "startedAfter"]);
  });

  it("yields the items before an error, then fails", async () => {
    const error = new Error("Out of order");
    const after = await read({}, () => ({ error }));
    expect([after.read, after.end]).toEqual([[[["a", "b", "c"], true]], error]);
    const before = await read({ startingToken: "t1" }, () => ({ error }));
    expect([before.read, before.end]).toEqual([[], error]);
  });

  it("does not fail if the limit is reached before the error", async () => {
    const { read: found, end } = await read({ maxItems: 3 }, () => ({ error: new Error("Out of order") }));
    expect([found, end]).toEqual([[[["a", "b", "c"], true]], "maxItems"]);
  });
});
