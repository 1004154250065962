import { expect, it } from "vitest";
import { isSessionGone } from "../lib/session-gone.js";

function named(name: string): Error {
  return Object.assign(new Error("What the service says"), { name });
}

it.each([
  ["ResourceNotFoundException", undefined, true],
  ["ResourceNotFoundException", "token", true],
  ["InvalidRequestException", undefined, true],
  ["InvalidRequestException", "token", false],
  ["ThrottlingException", undefined, false],
  ["ThrottlingException", "token", false],
])("%s to a request with the token %j says of the session that it is gone: %j", (name, token, isGone) => {
  expect(isSessionGone(named(name), token)).toBe(isGone);
});

it("is said by errors alone", () => {
  expect(isSessionGone({ name: "ResourceNotFoundException" }, undefined)).toBe(false);
  expect(isSessionGone(undefined, undefined)).toBe(false);
});
