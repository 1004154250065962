import { describe, expect, it } from "vitest";
import { FingerprintTable } from "../../lib/collections/fingerprint-table.js";
import type { Fingerprint } from "../../lib/hash/fingerprint.js";

const mark = (one: number, other: number): Fingerprint => ({ one, other });

/** All of them would go to the same place. */
const colliding = (count: number): Fingerprint[] =>
  Array.from({ length: count }, (_, index) => mark(0x7fff, index + 1));

describe("a table of fingerprints", () => {
  it("remembers each of them once, by both halves", () => {
    const table = new FingerprintTable();
    expect([table.add(mark(1, 2)), table.add(mark(1, 2))]).toEqual([true, false]);
    expect([table.has(mark(1, 2)), table.has(mark(1, 3)), table.has(mark(3, 2))]).toEqual([true, false, false]);
    expect(table.size).toBe(1);
  });

  it("tells apart what goes to one place, and goes on from its end to its beginning", () => {
    const table = new FingerprintTable();
    const marks = colliding(20);
    expect(marks.filter((one) => !table.add(one))).toEqual([]);
    expect(marks.filter((one) => table.add(one) || !table.has(one))).toEqual([]);
    expect(table.has(mark(0x7fff, 99))).toBe(false);
  });

  it("keeps negative halves, and a second one that is zero", () => {
    const table = new FingerprintTable();
    const marks = [mark(5, 0), mark(-1, -1), mark(-5, 0), mark(5, -5)];
    expect(marks.filter((one) => !table.add(one))).toEqual([]);
    expect(marks.filter((one) => !table.has(one))).toEqual([]);
  });

  it("grows without losing any", () => {
    const table = new FingerprintTable();
    const marks = Array.from({ length: 5000 }, (_, index) => mark(index * 7919 - 9_000_001, index + 1));
    expect(marks.filter((one) => !table.add(one))).toEqual([]);
    expect(table.size).toBe(5000);
    expect(marks.filter((one) => !table.has(one))).toEqual([]);
  });

  it("forgets everything at once", () => {
    const table = new FingerprintTable();
    const marks = colliding(20);
    for (const one of marks) table.add(one);
    table.clear();
    expect(table.size).toBe(0);
    expect(marks.filter((one) => table.has(one))).toEqual([]);
    expect(table.add(mark(0x7fff, 1))).toBe(true);
  });
});
