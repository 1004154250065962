import { describe, expect, it } from "vitest";
import { LookAhead } from "../../lib/pagination/look-ahead.js";
import { quiet, unhandledRejections } from "../support/iterating.js";

describe("a source that fails to clean up", () => {
  it("disturbs nobody: whoever asked for it has left", async () => {
    let isClosed = false;
    async function* source(): AsyncGenerator<number, string, undefined> {
      try {
        yield await Promise.resolve(1);
      } finally {
        isClosed = true;
        throw new Error("The source could not clean up");
      }
    }
    const unhandled = unhandledRejections();
    const ahead = new LookAhead(source(), 1);
    expect(await ahead.next()).toEqual({ done: false, value: 1 });
    ahead.close("left");
    await quiet();
    unhandled.stop();
    expect(isClosed).toBe(true);
    expect(unhandled.reasons).toEqual([]);
  });
});
