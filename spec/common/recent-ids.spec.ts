import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecentIds } from "../../lib/common/recent-ids.js";

const idMakers: readonly [name: string, make: (index: number) => string][] = [
  ["counted", (index) => `executor-${String(index)}`],
  ["padded", (index) => `application_1700000000000_${String(index).padStart(9, "0")}`],
  ["hexadecimal", (index) => index.toString(16).padStart(32, "0")],
  ["random", () => randomUUID()],
];

describe("The recent ids", () => {
  it.each(idMakers)("distinguish 300 000 %s ids, and contain the latest ones", (_name, make) => {
    const ids = Array.from({ length: 300_000 }, (_, index) => make(index));
    const recent = new RecentIds(10_000);
    expect(ids.filter((id) => !recent.add(id))).toEqual([]);
    expect(ids.slice(-10_000).filter((id) => recent.add(id))).toEqual([]);
  });

  it("report whether any id was forgotten", () => {
    const recent = new RecentIds(10);
    const added = Array.from({ length: 17 }, (_, index) => {
      recent.add(`executor-${String(index)}`);
      recent.add(`executor-${String(index)}`);
      return [recent.count, recent.hasForgotten];
    });
    expect(added).toEqual(Array.from({ length: 17 }, (_, index) => [index + 1, index === 16]));
  });

  it("lose none while they grow, at any size", () => {
    const ids = Array.from({ length: 6000 }, (_, index) => `executor-${String(index)}`);
    for (const count of [1, 255, 256, 257, 1023, 1024, 1025, 4095, 4096, 4097, 6000]) {
      const recent = new RecentIds(10_000);
      const came = ids.slice(0, count);
      expect(
        came.filter((id) => !recent.add(id)),
        `new of ${count}`,
      ).toEqual([]);
      expect(
        came.filter((id) => recent.add(id)),
        `lost of ${count}`,
      ).toEqual([]);
    }
  });

  it.each([1, 2, 16, 100, 300])("contain the last %i ids and fewer than twice as many", (capacity) => {
    const ids = Array.from({ length: 5 * capacity }, (_, index) => `executor-${String(index)}`);
    const filled = (): RecentIds => {
      const recent = new RecentIds(capacity);
      for (const id of ids) recent.add(id);
      return recent;
    };
    // `add` also stores a new id, so each id is tested in a separate `RecentIds`.
    const remembered = ids.filter((id) => !filled().add(id));
    expect(remembered.length).toBeGreaterThanOrEqual(capacity);
    expect(remembered.length).toBeLessThan(2 * capacity);
    expect(remembered).toEqual(ids.slice(-remembered.length));
  });

  it("do not contain old ids, so that memory is limited", () => {
    const recent = new RecentIds(10);
    const ids = Array.from({ length: 30 }, (_, index) => `executor-${String(index)}`);
    for (const id of ids) recent.add(id);
    expect(ids.map((id) => recent.add(id)).indexOf(true)).toBe(0);
  });

  it("agree with a plain set for any texts", () => {
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
