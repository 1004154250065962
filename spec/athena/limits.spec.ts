import { expect, it } from "vitest";
import { checkSessionId } from "../../lib/athena/limits.js";

it.each(["s", "x".repeat(256)])("A session id may be %j", (id) => {
  expect(() => {
    checkSessionId(id);
  }).not.toThrow();
});

it.each(["", "x".repeat(257), undefined])("A session id may not be %j", (id) => {
  expect(() => {
    checkSessionId(id);
  }).toThrow("Expected `SessionId` to be a string of 1 to 256 characters, got ");
});
