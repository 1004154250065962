import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const folder = ".github/workflows";
const files = readdirSync(folder).filter((name) => name.endsWith(".yml"));
const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/;

function linesOf(file: string): string[] {
  return readFileSync(join(folder, file), "utf8").split("\n");
}

function actionsOf(file: string): string[] {
  return linesOf(file).flatMap((line) => /^[\s-]*uses:\s*(.+)$/.exec(line)?.[1] ?? []);
}

/** Returns the lines of a job, found by indentation. */
function job(file: string, name: string): string {
  const lines = linesOf(file);
  const start = lines.indexOf(`  ${name}:`) + 1;
  const length = lines.slice(start).findIndex((line) => /^ {0,2}\S/.test(line));
  return lines.slice(start, length < 0 ? undefined : start + length).join("\n");
}

describe.each(files)("The workflow %s", (file) => {
  it("uses actions by commit, with the version in a comment", () => {
    expect(actionsOf(file)).not.toEqual([]);
    expect(actionsOf(file).filter((action) => !pinned.test(action))).toEqual([]);
  });

  it("has only read permissions by default", () => {
    expect(linesOf(file).join("\n")).toMatch(/^permissions:\n {2}contents: read\n\n/m);
  });

  it("uses neither stored credentials nor secrets", () => {
    const text = linesOf(file).join("\n");
    const checkouts = actionsOf(file).filter((action) => action.startsWith("actions/checkout@"));
    expect(text.match(/persist-credentials: false/g)).toHaveLength(checkouts.length);
    expect(text).not.toContain("secrets.");
    expect(text).not.toContain("pull_request_target");
  });
});

describe("A release", () => {
  it("is published with provenance after all checks", () => {
    const publish = job("release.yml", "publish");
    expect(publish).toContain("npm publish --provenance");
    expect(publish).toContain("    needs: check\n");
    expect(publish.match(/^ +[\w-]+: write$/gm)).toEqual(["      id-token: write"]);
    const check = job("release.yml", "check");
    expect(check).toContain("run: .ci/run");
    expect(check).not.toContain("write");
  });

  it("has a tag with its version", () => {
    expect(linesOf("release.yml").join("\n")).toContain('on:\n  push:\n    tags: ["v*"]\n\n');
    expect(job("release.yml", "check")).toContain(`test "$GITHUB_REF_NAME" = "v$(node -p`);
  });
});
