import { describe, expect, it } from "vitest";
import { fingerprint, hash } from "../../lib/common/fingerprint.js";

describe("The fingerprint of a text", () => {
  it("is the same in every process", () => {
    expect(hash("")).toMatchInlineSnapshot(`"1h3nnbl-v5mhlm"`);
    expect(hash("executor-1")).toMatchInlineSnapshot(`"9q7z6o-l9b1kr"`);
    expect(hash("é漢\u{1f600}\0")).toMatchInlineSnapshot(`"izfo3w-1a2vepc"`);
  });

  it("has two independent halves", () => {
    const ids = Array.from({ length: 200_000 }, (_, index) => fingerprint(`executor-${String(index)}`));
    const low = ids.map(({ one, other }) => (one & 0xffff) * 0x10000 + (other & 0xffff));
    // Chance alone gives 4.7 collisions. If both halves multiplied by the same prime, there would be about 190.
    expect(low.length - new Set(low).size).toBeLessThan(30);
  });
});
