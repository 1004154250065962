import { expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "../../lib/list-executors/cursor.js";

it.each([
  ["", ""],
  ["a", "YQ"],
  ["ab", "YWI"],
  ["abc", "YWJj"],
  ["~~~>>>", "fn5-Pj4-"],
  ["???", "Pz8_"],
  ["é漢\u{1f600}", "w6nmvKLwn5iA"],
])("%j is %j in url-safe base64, and back", (text, base64) => {
  expect(toBase64Url(text)).toBe(base64);
  expect(fromBase64Url(base64)).toBe(text);
});

it("Text may be of any length", () => {
  const text = "abc".repeat(100_000);
  expect(toBase64Url(text)).toBe("YWJj".repeat(100_000));
  expect(fromBase64Url(toBase64Url(text))).toBe(text);
});
