import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** A fenced code block in a Markdown file. `line` is the number of its first line of code, from 1. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
  readonly line: number;
}

/** A link in the text of a Markdown file. `line` counts from 1. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

const docCommentBlock = /^[ \t]*\* ```([\w-]*).*\n((?:[ \t]*\*.*\n)*?)[ \t]*\* ```$/gm;
const fencedBlock = /^```([\w-]*).*\n([\s\S]*?)^```$/gm;
const linkTarget = /\]\(\s*<?([^)\s>]+)|\b(?:href|src)="([^"]+)"|^\[[^\]]+\]:\s*(\S+)/gm;
const heading = /^#{1,6} +(.+?)[ #]*$/gm;

export function codeBlocks(markdown: string): CodeBlock[] {
  return Array.from(markdown.matchAll(fencedBlock), ({ index, 1: language = "", 2: code = "" }) => ({
    language,
    code,
    line: lineAt(markdown, index) + 1,
  }));
}

/** Returns the fenced code blocks in the doc comments of a TypeScript file, without the leading stars. */
export function docCommentBlocks(source: string): CodeBlock[] {
  return Array.from(source.matchAll(docCommentBlock), ({ index, 1: language = "", 2: code = "" }) => ({
    language,
    code: code.replace(/^[ \t]*\* ?/gm, ""),
    line: lineAt(source, index) + 1,
  }));
}

export function links(markdown: string): Link[] {
  const prose = withoutCode(markdown);
  return Array.from(prose.matchAll(linkTarget), ({ index, 1: inline, 2: attribute, 3: reference }) => ({
    target: inline ?? attribute ?? reference ?? "",
    line: lineAt(prose, index),
  }));
}

/** Returns whether the target of a link in `file` exists. Web addresses are not checked. */
export function leadsSomewhere(file: string, target: string): boolean {
  if (/^[a-z][a-z\d+.-]*:/i.test(target)) return true;
  const [path = "", anchor] = target.split("#");
  const destination = path === "" ? file : normalize(join(dirname(file), decodeURIComponent(path)));
  if (!existsSync(destination)) return false;
  if (anchor === undefined || !destination.endsWith(".md")) return true;
  return anchors(readFileSync(destination, "utf8")).has(anchor);
}

/** Returns the anchors that GitHub creates for the headings. */
function anchors(markdown: string): Set<string> {
  const names = new Set<string>();
  // Only fenced blocks are removed, because a heading may contain a name in backticks.
  for (const [, title = ""] of blankFences(markdown).matchAll(heading)) {
    const name = slug(title);
    let unique = name;
    for (let number = 1; names.has(unique); number += 1) unique = `${name}-${String(number)}`;
    names.add(unique);
  }
  return names;
}

function slug(title: string): string {
  return title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}

function withoutCode(markdown: string): string {
  return blankFences(markdown).replace(/`[^`\n]*`/g, "``");
}

/** Removes fenced blocks, but keeps their line breaks so that line numbers stay correct. */
function blankFences(markdown: string): string {
  return markdown.replace(fencedBlock, (block) => block.replace(/[^\n]/g, ""));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
