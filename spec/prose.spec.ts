import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** The files and folders to search, with subfolders. */
const PLACES = [
  "lib",
  "spec",
  "examples",
  "bench",
  "scripts",
  "docs",
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
];

/** This file contains the phrases, the reference is generated from doc comments, and packages are not ours. */
const EXCEPT = [/^spec\/prose\.spec\.ts$/, /^docs\/reference\//, /\/node_modules\//];

const BANNED = ["anew", "meanwhile", "all the same", "whoever", "for ever", "puts out", "balk", "balks", "balked"];

/** Matches a banned phrase, also across two lines of a comment. */
const banned = new RegExp(`\\b(${BANNED.join("|").replaceAll(" ", String.raw`(?:\s|\*|//)+`)})\\b`, "gi");

function filesIn(place: string): string[] {
  if (/\.\w+$/.test(place)) return [place];
  return readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|md)$/.test(name))
    .map((name) => join(place, name))
    .filter((file) => !EXCEPT.some((pattern) => pattern.test(file)));
}

/** Returns a Markdown page, or the comments of a source file. Keeps line breaks, so that line numbers stay correct. */
function proseOf(file: string): string {
  const text = readFileSync(file, "utf8");
  if (file.endsWith(".md")) return text;
  const code = /(\/\*[^]*?\*\/|(?<=^|\s)\/\/[^\n]*)|[^\n]/g;
  return text.replaceAll(code, (_match, comment: string | undefined) => comment ?? "");
}

function bannedIn(prose: string): string[] {
  return [...prose.matchAll(banned)].map(({ 0: phrase, index }) => {
    const line = prose.slice(0, index).split("\n").length;
    return `${String(line)}: ${phrase}`;
  });
}

describe("The plain prose of comments and docs", () => {
  it.each(PLACES.flatMap(filesIn))("has no banned phrase in %s", (file) => {
    expect(bannedIn(proseOf(file))).toEqual([]);
  });

  it("is searched across the lines of a comment", () => {
    expect(bannedIn("/** It is yielded all\n * the same, and read\n * anew. */")).toEqual([
      "1: all\n * the same",
      "3: anew",
    ]);
  });
});
