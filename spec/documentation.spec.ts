import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeBlocks, leadsSomewhere, links } from "./support/markdown.js";
import { type Snippet, typeCheck } from "./support/type-check.js";

const files = [".", "docs"].flatMap(markdownFilesOf);

function markdownFilesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
}

function snippetsOf(file: string): Snippet[] {
  return codeBlocks(readFileSync(file, "utf8"))
    .filter(({ language }) => language === "ts")
    .map(({ code, line }) => ({ file, line, code }));
}

function deadLinksOf(file: string): string[] {
  return links(readFileSync(file, "utf8"))
    .filter(({ target }) => !leadsSomewhere(file, target))
    .map(({ target, line }) => `${file}:${String(line)}: ${target}`);
}

describe("the documentation", () => {
  it("has code blocks in the README", () => {
    expect(snippetsOf("README.md")).not.toEqual([]);
  });

  it("has only code blocks that compile, each as a module of its own", { timeout: 60_000 }, () => {
    expect(typeCheck(files.flatMap(snippetsOf))).toEqual([]);
  });

  it.each(files)("has no dead links in %s", (file) => {
    expect(deadLinksOf(file)).toEqual([]);
  });
});
