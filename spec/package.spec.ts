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
  readonly main: string;
  readonly types: string;
  readonly typesVersions: unknown;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
  readonly scripts: Readonly<Record<string, string>>;
}

/** Returns the required conditions of an entry point. */
function conditions(entry: string): unknown {
  return {
    import: { types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` },
    require: { types: `./dist/${entry}.d.cts`, default: `./dist/${entry}.cjs` },
  };
}

describe("The package", () => {
  it("names every export of the main entry in the README or in docs", () => {
    expect(Object.keys(athenaExecutors).filter((name) => !documentation.includes(`\`${name}`))).toEqual([]);
  });

  it("has ESM, CommonJS and declarations of both for every entry point", () => {
    const { "./package.json": self, ...entries } = manifest.exports;
    expect(self).toBe("./package.json");
    expect(entries).toEqual({
      ".": conditions("index"),
      "./testing": conditions("testing/index"),
      "./redis": conditions("redis/index"),
    });
  });

  it("resolves in programs that do not support `exports`", () => {
    const { main, types, typesVersions } = manifest;
    expect({ main, types }).toEqual({ main: "./dist/index.cjs", types: "./dist/index.d.cts" });
    expect(typesVersions).toEqual({
      "*": { testing: ["./dist/testing/index.d.cts"], redis: ["./dist/redis/index.d.cts"] },
    });
  });

  it("can be installed beside any version of the optional peers", () => {
    const optional = Object.keys(manifest.peerDependenciesMeta);
    expect(optional.map((name) => manifest.peerDependencies[name])).toEqual(optional.map(() => "*"));
  });

  it("has a dated changelog section for its version", () => {
    const headings = readFileSync("CHANGELOG.md", "utf8").match(/^## .*$/gm) ?? [];
    expect(headings[0]).toBe("## [Unreleased]");
    expect(headings[1]).toMatch(/^## \[[\d.]+\] - \d{4}-\d\d-\d\d$/);
    expect(headings[1]).toContain(`[${manifest.version}]`);
  });

  it("has the version of the tarball in the README", () => {
    const named = readFileSync("README.md", "utf8").match(/athena-executors-[\d.]+\.tgz/g) ?? [];
    expect(new Set(named)).toEqual(new Set([`athena-executors-${manifest.version}.tgz`]));
  });

  it("has no install scripts", () => {
    const installScripts = ["preinstall", "install", "postinstall", "prepare"];
    expect(Object.keys(manifest.scripts).filter((name) => installScripts.includes(name))).toEqual([]);
  });
});

describe.each([".", "etc", "bench", "spec/commands"])("The lock file in %s", (folder) => {
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
