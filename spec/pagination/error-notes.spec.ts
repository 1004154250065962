import { expect, it } from "vitest";
import { ErrorNotes } from "../../lib/pagination/error-notes.js";

it("remembers something about each error, until it is told otherwise", () => {
  const notes = new ErrorNotes<string>();
  const [one, other] = [new Error("one"), (): undefined => undefined];
  notes.set(one, "first");
  notes.set(other, "second");
  expect([notes.get(one), notes.get(other), notes.get(new Error("one"))]).toEqual(["first", "second", undefined]);
  notes.set(one, undefined);
  notes.set(other, "third");
  expect([notes.get(one), notes.get(other)]).toEqual([undefined, "third"]);
});

it.each([undefined, null, "text", 5])("remembers nothing about %j", (error) => {
  const notes = new ErrorNotes<string>();
  notes.set(error, "note");
  expect(notes.get(error)).toBeUndefined();
});
