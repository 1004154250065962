import { describe, expect, it } from "vitest";
import { fingerprint, hash } from "../../lib/common/fingerprint.js";

describe("the fingerprint of a text", () => {
  it("is the same everywhere: cursors of one process are read by another", () => {
    expect(hash("")).toMatchInlineSnapshot(`"1h3nnbl-v5mhlm"`);
    expect(hash("executor-1")).toMatchInlineSnapshot(`"9q7z6o-l9b1kr"`);
    expect(hash("é漢\u{1f600}\0")).toMatchInlineSnapshot(`"izfo3w-1a2vepc"`);
  });

  it("has two halves that do not fail together", () => {
    const ids = Array.from({ length: 200_000 }, (_, index) => fingerprint(`executor-${String(index)}`));
    const low = ids.map(({ one, other }) => (one & 0xffff) * 0x10000 + (other & 0xffff));
    // As many as chance has it among so many numbers of 32 bits: 4.7. Where both halves multiply by one prime, it is some forty times that.
    expect(low.length - new Set(low).size).toBeLessThan(30);
  });
});
