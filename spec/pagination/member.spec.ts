import { describe, expect, it } from "vitest";
import { isUnexpectedResponseError } from "../../lib/index.js";
import { listAt, memberAt, withMember } from "../../lib/pagination/output.js";

describe("memberAt", () => {
  it.each([
    [{ A: 1 }, "A", 1],
    [{ A: { B: { C: "c" } } }, "A.B.C", "c"],
    [{}, "A", undefined],
    [{}, "A.B", undefined],
    [{ A: null }, "A.B", undefined],
    [{ A: { B: null } }, "A.B", null],
    // Inherited properties are not members of an output.
    [{}, "constructor", undefined],
    [{ A: {} }, "A.toString", undefined],
  ])("reads from %j by the path %j: %j", (output, path, expected) => {
    expect(memberAt("Operation", output, path)).toBe(expected);
  });

  it.each([
    [{ A: "text" }, "A.length", "A"],
    [{ A: [] }, "A.length", "A"],
    [{ A: { B: 5 } }, "A.B.C", "A.B"],
  ])("throws for %j and the path %j", (output, path, member) => {
    let error: unknown;
    try {
      memberAt("Operation", output, path);
    } catch (thrown) {
      error = thrown;
    }
    expect(isUnexpectedResponseError(error) && [error.operation, error.member]).toEqual(["Operation", member]);
    expect(String(error)).toContain(`Expected Operation to return an object in \`${member}\`, got `);
  });
});

describe("listAt", () => {
  it("returns the list, or an empty one if it is missing", () => {
    const list = [1, 2];
    expect(listAt("Operation", { A: { B: list } }, "A.B")).toBe(list);
    expect(listAt("Operation", {}, "A.B")).toEqual([]);
    expect(listAt("Operation", { A: null }, "A")).toEqual([]);
  });

  it("throws if the member is not a list", () => {
    expect(() => listAt("Operation", { A: { length: 1 } }, "A")).toThrow("Expected Operation to return a list in `A`");
  });
});

describe("withMember", () => {
  it.each([
    [{ A: 1, B: 2 }, "A", { A: 9, B: 2 }],
    [{ A: { B: 1, C: 2 }, D: 3 }, "A.B", { A: { B: 9, C: 2 }, D: 3 }],
    [{ A: { B: { C: 1 }, D: 2 } }, "A.B.C", { A: { B: { C: 9 }, D: 2 } }],
    [{}, "A.B", { A: { B: 9 } }],
    [{ A: null }, "A.B", { A: { B: 9 } }],
  ])("sets in a copy of %j the member %j: %j", (output, path, expected) => {
    const before = structuredClone(output);
    expect(withMember(output, path, 9)).toEqual(expected);
    expect(output).toEqual(before);
  });
});
