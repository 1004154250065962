import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeBlocks, docCommentBlocks, leadsSomewhere, links, type CodeBlock } from "./support/markdown.js";
import { type Snippet, typeCheck } from "./support/type-check.js";

// `docs/reference/` is generated from doc comments. Their code blocks are checked in `lib`.
const files = [".", "docs", "examples"].flatMap((folder) => filesOf(folder, ".md"));
const sources = filesOf("lib", ".ts", true);
const withCode = [
  "README.md",
  "CONTRIBUTING.md",
  "docs/events-and-errors.md",
  "docs/listing.md",
  "docs/migrating.md",
  "docs/paginate.md",
  "docs/recipes.md",
  "docs/redis.md",
  "docs/set-ups.md",
  "docs/testing.md",
  "docs/throttling.md",
  "docs/watching.md",
  "docs/workgroups.md",
];
const exemplary = [
  "lib/list-executors/list-executors.ts",
  "lib/list-work-group-executors/list-work-group-executors.ts",
  "lib/watch-executors/watch-executors.ts",
  "lib/paginate/paginate.ts",
  "lib/executors/executor-usage.ts",
  "lib/throttle/create-throttle.ts",
  "lib/retry/retry-plugin.ts",
  "lib/throttle/throttle-plugin.ts",
  "lib/redis/redis-throttle.ts",
  "lib/testing/start-local-athena.ts",
];

function filesOf(folder: string, ending: string, recursive = false): string[] {
  return readdirSync(folder, { recursive, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

function snippetsOf(file: string): Snippet[] {
  const blocks: (text: string) => CodeBlock[] = file.endsWith(".md") ? codeBlocks : docCommentBlocks;
  return blocks(readFileSync(file, "utf8"))
    .filter(({ language }) => language === "ts")
    .map(({ code, line }) => ({ file, line, code }));
}

function deadLinksOf(file: string): string[] {
  return links(readFileSync(file, "utf8"))
    .filter(({ target }) => !leadsSomewhere(file, target))
    .map(({ target, line }) => `${file}:${String(line)}: ${target}`);
}

describe("The documentation", () => {
  it.each(withCode)("has code blocks in %s", (file) => {
    expect(snippetsOf(file)).not.toEqual([]);
  });

  it("has an example in the doc comment of each main function", () => {
    expect(exemplary.filter((file) => snippetsOf(file).length === 0)).toEqual([]);
  });

  it("has only code blocks that compile as modules, also in doc comments", () => {
    expect(typeCheck([...files, ...sources].flatMap(snippetsOf))).toEqual([]);
  });

  it("has a README of at most 170 lines and 9 KB", () => {
    const readme = readFileSync("README.md", "utf8");
    expect(readme.split("\n").length - 1).toBeLessThanOrEqual(170);
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(9000);
  });

  it.each(filesOf("docs", ".md"))("has from 4 to 14 KB in %s", (file) => {
    const { size } = statSync(file);
    expect(size).toBeGreaterThanOrEqual(4000);
    expect(size).toBeLessThanOrEqual(14_000);
  });

  it.each(files)("has no dead links in %s", (file) => {
    expect(deadLinksOf(file)).toEqual([]);
  });
});
