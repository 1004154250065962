import { describe, expect, it } from "vitest";
import { mergePages } from "../../lib/list-work-group-executors/merge-pages.js";
import { collect } from "../support/executors.js";
import { untilFailure } from "../support/iterating.js";
import { unhandledRejections } from "../support/process-events.js";
import { nextTurn } from "../support/waiting.js";

/** A lane that yields each page after some turns of the event loop, and counts the requested pages. */
class Lane {
  asked = 0;
  isClosed = false;
  readonly #pages: readonly (string | Error)[];
  readonly #turns: number;

  constructor(pages: readonly (string | Error)[], turns = 0) {
    this.#pages = pages;
    this.#turns = turns;
  }

  async *run(): AsyncGenerator<string, void, undefined> {
    try {
      for (const page of this.#pages) {
        this.asked += 1;
        for (let count = 0; count < this.#turns; count += 1) await nextTurn();
        if (page instanceof Error) throw page;
        yield page;
      }
    } finally {
      this.isClosed = true;
    }
  }
}

const merge = (lanes: readonly Lane[], waitsAfter: (page: string) => boolean = () => false): AsyncGenerator<string> =>
  mergePages(
    lanes.map((lane) => lane.run()),
    waitsAfter,
  );

describe("mergePages", () => {
  it("yields pages on arrival, and those of a lane in order", async () => {
    const lanes = [new Lane(["slow 1", "slow 2"], 5), new Lane(["quick 1", "quick 2", "quick 3"])];
    expect(await collect(merge(lanes))).toEqual(["quick 1", "quick 2", "quick 3", "slow 1", "slow 2"]);
    expect(lanes.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it("requests one page per lane while the consumer uses another", async () => {
    const lane = new Lane(["1", "2", "3", "4", "5"]);
    const pages = merge([lane]);
    await pages.next();
    await pages.next();
    await nextTurn();
    expect(lane.asked).toBe(3);
    await pages.return(undefined);
  });

  it("yields nothing without lanes and with empty lanes", async () => {
    expect(await collect(merge([]))).toEqual([]);
    expect(await collect(merge([new Lane([]), new Lane([])]))).toEqual([]);
  });

  it("requests the next page of a lane when a page is taken", async () => {
    const lanes = [new Lane(["a1", "a2", "a3"]), new Lane(["b1", "b2"])];
    const pages = merge(lanes);
    expect(lanes.map(({ asked }) => asked)).toEqual([0, 0]);
    expect((await pages.next()).value).toBe("a1");
    await nextTurn();
    expect(lanes.map(({ asked }) => asked)).toEqual([2, 1]);
  });

  it("requests the next page of a waiting lane when its page is used", async () => {
    const lanes = [new Lane(["a1", "a2"]), new Lane(["b1", "b2"])];
    const pages = merge(lanes, (page) => page === "a1");
    expect((await pages.next()).value).toBe("a1");
    await nextTurn();
    expect(lanes.map(({ asked }) => asked)).toEqual([1, 1]);
    expect((await pages.next()).value).toBe("b1");
    await nextTurn();
    expect(lanes.map(({ asked }) => asked)).toEqual([2, 2]);
  });

  it("fails with a lane after earlier pages, and closes the others", async () => {
    const rejections = unhandledRejections();
    const failure = new Error("of a lane");
    const lanes = [new Lane(["a1", failure]), new Lane(["b1", new Error("later")], 2), new Lane([], 0)];
    const { values, error } = await untilFailure(merge(lanes));
    expect(error).toBe(failure);
    expect(values).toEqual(["a1"]);
    for (let count = 0; count < 9; count += 1) await nextTurn();
    rejections.stop();
    expect(lanes.map(({ isClosed }) => isClosed)).toEqual([true, true, true]);
    expect(rejections.reasons).toEqual([]);
  });

  it("closes its lanes when the consumer leaves, also failing ones", async () => {
    const rejections = unhandledRejections();
    const lanes = [new Lane(["a1", "a2"]), new Lane([new Error("after all was over")], 3)];
    for await (const page of merge(lanes)) {
      expect(page).toBe("a1");
      break;
    }
    for (let count = 0; count < 9; count += 1) await nextTurn();
    rejections.stop();
    expect(lanes.map(({ isClosed }) => isClosed)).toEqual([true, true]);
    expect(rejections.reasons).toEqual([]);
  });

  it("ignores the failure of a lane to close", async () => {
    const rejections = unhandledRejections();
    async function* stubborn(): AsyncGenerator<string, void, undefined> {
      try {
        await nextTurn();
        yield "a1";
      } finally {
        throw new Error("of its cleaning up");
      }
    }
    for await (const page of mergePages([stubborn()], () => true)) {
      expect(page).toBe("a1");
      break;
    }
    for (let count = 0; count < 3; count += 1) await nextTurn();
    rejections.stop();
    expect(rejections.reasons).toEqual([]);
  });
});
