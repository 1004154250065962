import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as athenaExecutors from "../lib/index.js";

const pages = ["README.md", ...readdirSync("docs").map((name) => join("docs", name))].filter((path) =>
  path.endsWith(".md"),
);
const documentation = pages.map((path) => readFileSync(path, "utf8")).join("\n");
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly scripts: Readonly<Record<string, string>>;
}

describe("the package", () => {
  it("names every export of the main entry in the README or in docs", () => {
    expect(Object.keys(athenaExecutors).filter((name) => !documentation.includes(`\`${name}`))).toEqual([]);
  });

  it("can be required: its entry points have no condition that asks for `import`", () => {
    const conditions = Object.values(manifest.exports).filter((entry) => typeof entry === "object");
    expect(conditions.map((entry) => Object.keys(entry))).toEqual(conditions.map(() => ["types", "default"]));
  });

  it("has a section in the changelog for its version", () => {
    const section = manifest.version === "0.0.0" ? "Unreleased" : manifest.version;
    expect(readFileSync("CHANGELOG.md", "utf8")).toContain(`\n## [${section}]`);
  });

  it("runs nothing when it is installed", () => {
    const installScripts = ["preinstall", "install", "postinstall", "prepare"];
    expect(Object.keys(manifest.scripts).filter((name) => installScripts.includes(name))).toEqual([]);
  });
});

describe.each([".", "etc", "bench", "spec/commands"])("the lock file in %s", (folder) => {
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

  interface LockedPackage {
    readonly integrity?: string;
    readonly resolved?: string;
  }

  it("records no download addresses", () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it("records a checksum for every package", () => {
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  });
});
