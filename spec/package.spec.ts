import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as athenaExecutors from "../lib/index.js";

const readme = readFileSync("README.md", "utf8");
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly scripts: Readonly<Record<string, string>>;
}

describe("the package", () => {
  it("names every export of the main entry in the README", () => {
    expect(Object.keys(athenaExecutors).filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
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

describe("the lock file", () => {
  const packages = Object.entries(
    (JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, LockedPackage> }).packages,
  ).filter(([path]) => path !== "");

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
