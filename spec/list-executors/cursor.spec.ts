import { describe, expect, it } from "vitest";
import { CursorError } from "../../lib/errors/cursor-error.js";
import { cursorScope, decodeCursor, encodeCursor } from "../../lib/list-executors/cursor.js";
import { positionAfter, START, type Position } from "../../lib/list-executors/position.js";
import { hash } from "../../lib/common/fingerprint.js";
import { executor, executors } from "../support/executors.js";

const scope = cursorScope("session", undefined);
const position = positionAfter(START, executors(3, 2));
const startless = { ...executor(1), StartDateTime: undefined };

describe("A cursor", () => {
  const positions: readonly [where: string, position: Position][] = [
    ["at the start", START],
    ["after executors", position],
    ["after an executor without start time", positionAfter(START, [startless])],
    ["after executors with and without start time", positionAfter(position, [startless])],
  ];

  it.each(positions)("encodes and decodes a position %s", (_where, position) => {
    const cursor = encodeCursor(scope, position);
    expect(decodeCursor(scope, cursor)).toEqual(position);
    expect(cursor).toMatch(/^2\.[\w-]+\.[\w-]+$/);
  });

  it("keeps its format, so that stored cursors stay valid", () => {
    const stored = "2.WyIyNXA0d2ktOHVvaGViIiwxNzAwMDAwMDAyMDAwLFsiMWdkZW40by0xcXR1NHJtIl0sW10sZmFsc2Vd.10brhlc-769cxq";
    expect(encodeCursor(scope, position)).toBe(stored);
    expect(decodeCursor(scope, stored)).toEqual(position);
  });

  const cursor = encodeCursor(scope, position);
  const [, payload = "", checksum = ""] = cursor.split(".");

  it.each([
    ["damaged", "2"],
    ["damaged", `2.${payload}`],
    ["damaged", `${cursor}.`],
    ["damaged", `2.${payload}.${checksum}.${checksum}`],
    ["damaged", `2.${payload}x.${checksum}`],
    ["damaged", `2.${payload}.${checksum}x`],
    ["damaged", `.${payload}.${checksum}`],
    ["damaged", `x1.${payload}.${checksum}`],
    ["damaged", `1x.${payload}.${checksum}`],
    ["version", `1.${payload}.${checksum}`],
    ["version", `3.${payload}.${checksum}`],
    ["version", `12.${payload}.${checksum}`],
    ["foreign", encodeCursor(cursorScope("other session", undefined), START)],
    ["foreign", encodeCursor(cursorScope("other session", undefined), { ...position, isDisordered: true })],
    ["disorder", encodeCursor(scope, { ...position, isDisordered: true })],
  ] as const)("has the reason %s when it is refused: %s", (reason, other) => {
    const decode = (): unknown => decodeCursor(scope, other);
    expect(decode).toThrow(CursorError);
    expect(decode).toThrow(expect.objectContaining({ reason, cursor: other }));
  });
});

it("A cursor is bound to session and filter, in any order of its states", () => {
  const scopeOf = (...filter: Parameters<typeof cursorScope>[1][]): string[] =>
    filter.map((states) => cursorScope("session", states));
  const [one, other, twice] = scopeOf(["FAILED", "CREATED"], ["CREATED", "FAILED"], ["CREATED", "FAILED", "CREATED"]);
  expect([other, twice]).toEqual([one, one]);
  const different = [
    ...scopeOf(undefined, "FAILED", ["FAILED"], ["CREATED"], "CREATED"),
    one,
    cursorScope("2", "FAILED"),
  ];
  expect(new Set(different).size).toBe(different.length);
});

it("A cursor with invalid content is damaged, whatever its checksum", () => {
  for (const content of ["5", "\u{10ffff}", "null", JSON.stringify([scope, "now", [], [], false])]) {
    const payload = Buffer.from(content).toString("base64url");
    expect(() => decodeCursor(scope, `2.${payload}.${hash(payload)}`)).toThrow(CursorError);
  }
});
