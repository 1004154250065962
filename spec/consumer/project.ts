import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { demand } from "./programs.js";
import { typescripts } from "./versions.js";

const quietly = ["--silent", "--no-audit", "--no-fund", "--prefer-offline"];

/** The folder with a copy of the sources and with `@types/node`. */
export const WITH_NODE_TYPES = "with-node-types";

export interface Project {
  readonly folder: string;
  remove(): void;
}

/** Creates an empty project with the packed package as built last, its peer dependencies, and the compilers. */
export async function installPackage(): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  const project = {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await demand(resolve("."), "npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder]);
    await fill(folder, readdirSync(folder));
    return project;
  } catch (error) {
    project.remove();
    throw error;
  }
}

async function fill(folder: string, tarballs: readonly string[]): Promise<void> {
  cpSync("spec/consumer/sources", folder, { recursive: true });
  const compilers = Object.entries(typescripts).map(([name, version]) => `${compiler(name)}@npm:typescript@${version}`);
  const companions = ["@aws-sdk/client-athena", "rate-limiter-flexible"].map(sameVersion);
  await install(folder, [...tarballs.map((name) => `./${name}`), ...companions, ...compilers]);
  const withNodeTypes = join(folder, WITH_NODE_TYPES);
  mkdirSync(withNodeTypes);
  cpSync("spec/consumer/sources", withNodeTypes, { recursive: true });
  await install(withNodeTypes, [sameVersion("@types/node")]);
}

/** Returns the package name of a compiler. Each version needs its own name, because all of them provide `tsc`. */
export function compiler(name: string): string {
  return `typescript-${name}`;
}

/** Turns a folder into a project with these packages. */
export async function install(folder: string, packages: readonly string[]): Promise<void> {
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  await demand(folder, "npm", ["install", ...quietly, ...packages]);
}

/** Returns the version that the repository itself uses. */
function sameVersion(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const version = devDependencies[name];
  if (version === undefined) throw new Error(`Expected ${name} to be a development dependency.`);
  return `${name}@${version}`;
}
