import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecentIds } from "../../lib/collections/recent-ids.js";

const idMakers: readonly [name: string, make: (index: number) => string][] = [
  ["counted", (index) => `executor-${String(index)}`],
  ["padded", (index) => `application_1700000000000_${String(index).padStart(9, "0")}`],
  ["hexadecimal", (index) => index.toString(16).padStart(32, "0")],
  ["random", () => randomUUID()],
];

describe("the ids that came lately", () => {
  it.each(idMakers)("tells each of 300 000 %s ids from every other, and knows the last ones", (_name, make) => {
    const ids = Array.from({ length: 300_000 }, (_, index) => make(index));
    const recent = new RecentIds(10_000);
    expect(ids.filter((id) => !recent.add(id))).toEqual([]);
    expect(ids.slice(-10_000).filter((id) => recent.add(id))).toEqual([]);
  });

  it("forgets what came long ago, so that it does not grow", () => {
    const recent = new RecentIds(10);
    const ids = Array.from({ length: 30 }, (_, index) => `executor-${String(index)}`);
    for (const id of ids) recent.add(id);
    expect(ids.map((id) => recent.add(id)).indexOf(true)).toBe(0);
  });

  it("agrees with a plain set, whatever the texts are", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 5 })), (texts) => {
        const recent = new RecentIds(1000);
        const plain = new Set<string>();
        for (const text of texts) {
          expect(recent.add(text)).toBe(!plain.has(text));
          plain.add(text);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
