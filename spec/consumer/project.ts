import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { demand } from "./programs.js";
import { typescripts } from "./versions.js";

const quietly = ["--silent", "--no-audit", "--no-fund", "--prefer-offline"];

/** The folder beside the project's own sources that has `@types/node` too. */
export const WITH_NODE_TYPES = "with-node-types";

export interface Project {
  readonly folder: string;
  remove(): void;
}

/** Makes an empty project with the packed package, as it was built last, what the package asks for, and the compilers. */
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

/** The name that a compiler is installed by: all of them have the same program, `tsc`. */
export function compiler(name: string): string {
  return `typescript-${name}`;
}

/** Makes a project of a folder, with these packages. */
export async function install(folder: string, packages: readonly string[]): Promise<void> {
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  await demand(folder, "npm", ["install", ...quietly, ...packages]);
}

/** The version that the repository itself is developed with. */
function sameVersion(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const version = devDependencies[name];
  if (version === undefined) throw new Error(`${name} is no development dependency.`);
  return `${name}@${version}`;
}
