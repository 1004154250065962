import { describe, expect, it } from "vitest";
import { CursorError } from "../../lib/errors/cursor-error.js";
import { cursorScope, decodeCursor, encodeCursor } from "../../lib/executors/cursor.js";
import { placeAfter } from "../../lib/executors/place.js";
import type { ResumePoint } from "../../lib/executors/resume-point.js";
import { hash } from "../../lib/hash/hash.js";
import { executor, executors } from "../support/executors.js";

const scope = cursorScope("session", undefined);
const page = { token: "token", pageSize: 50 };
const place = placeAfter(undefined, { page, executors: executors(3, 2), newTies: 0, isDisordered: false });
const nameless = [{ ...executor(1), StartDateTime: undefined }];
const startless = placeAfter(undefined, { page, executors: nameless, newTies: 0, isDisordered: false });
const nowhere = { page, startsBehind: false, isDisordered: false, place: undefined };

describe("a cursor", () => {
  const points: readonly [what: string, point: ResumePoint][] = [
    ["on a page", { ...nowhere, place }],
    ["behind a page", { ...nowhere, startsBehind: true, place: place && { ...place, page: undefined } }],
    ["on the first page", { ...nowhere, page: { ...page, token: undefined } }],
    ["in a listing out of order", { ...nowhere, isDisordered: true, place }],
    ["in a crowd", { ...nowhere, place: place && { ...place, isCrowded: true } }],
    ["behind an executor without start time", { ...nowhere, place: startless }],
    ["with a token of other characters", { ...nowhere, page: { ...page, token: "“é\u{1f600}.”" } }],
  ];

  it.each(points)("gives a point %s back as it was", (_what, point) => {
    const cursor = encodeCursor(scope, point);
    expect(decodeCursor(scope, cursor)).toEqual(point);
    expect(cursor).toMatch(/^1\.[\w-]+\.[\w-]+$/);
  });

  it("that was stored by an earlier version goes on, so its text stays as it is", () => {
    const point = { ...nowhere, place };
    const stored =
      "1.WyIyNXA0d2ktOHVvaGViIiwidG9rZW4iLDUwLGZhbHNlLGZhbHNlLFsxNzAwMDAwMDAyMDAwLFsiMWdkZW40by0xcXR1NHJtIl0sIjFnZGVuNG8tMXF0dTRybSIsZmFsc2VdXQ.1gg8aek-chzrjr";
    expect(encodeCursor(scope, point)).toBe(stored);
    expect(decodeCursor(scope, stored)).toEqual(point);
  });

  const cursor = encodeCursor(scope, { ...nowhere, place });
  const [, payload = "", checksum = ""] = cursor.split(".");

  it.each([
    ["damaged", "1"],
    ["damaged", `1.${payload}`],
    ["damaged", `${cursor}.`],
    ["damaged", `1.${payload}.${checksum}.${checksum}`],
    ["damaged", `1.${payload}x.${checksum}`],
    ["damaged", `1.${payload}.${checksum}x`],
    ["damaged", `.${payload}.${checksum}`],
    ["damaged", `x2.${payload}.${checksum}`],
    ["damaged", `2x.${payload}.${checksum}`],
    ["version", `2.${payload}.${checksum}`],
    ["version", `12.${payload}.${checksum}`],
    ["foreign", encodeCursor(cursorScope("other session", undefined), nowhere)],
  ] as const)("is %s if it is %s", (reason, other) => {
    const decode = (): unknown => decodeCursor(scope, other);
    expect(decode).toThrow(CursorError);
    expect(decode).toThrow(expect.objectContaining({ reason, cursor: other }));
  });

  it.each([
    ["no list", "5"],
    ["no text", "\u{10ffff}"],
    ["a place that is none", JSON.stringify([scope, null, 50, false, false, 5])],
    ["a place that is text", JSON.stringify([scope, null, 50, false, false, "text"])],
  ])("is damaged if it holds %s, checksum or not", (_what, content) => {
    const payload = Buffer.from(content).toString("base64url");
    expect(() => decodeCursor(scope, `1.${payload}.${hash(payload)}`)).toThrow(CursorError);
  });
});

it("A cursor is bound to the session and to the filter, in whatever order its states are", () => {
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
