import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";

const folders = ["node_modules/.bin", "etc/node_modules/.bin"].map((folder) => resolve(folder));

/** The environment with the programs of both, the project's packages and the tools in `etc/`, on the `PATH`. */
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [...folders, process.env["PATH"]].join(delimiter),
};

/** Runs a program of the `PATH` or of a package to its end. If it fails, this process ends with 1. */
export function run(program: string, values: readonly string[]): void {
  const { status, signal, error } = spawnSync(program, values, { stdio: "inherit", env });
  if (status === 0) return;
  const outcome = error?.message ?? signal ?? `exit code ${String(status)}`;
  console.error(`\n${[program, ...values].join(" ")} failed: ${outcome}`);
  process.exit(1);
}

/** Installs the packages of a folder with a lock file of its own, unless they have been installed since it changed. */
export function install(folder: "etc" | "bench" | "spec/commands"): void {
  const installed = `${folder}/node_modules/.package-lock.json`;
  if (existsSync(installed) && changed(installed) >= changed(`${folder}/package-lock.json`)) return;
  console.log(`Installing the packages of ${folder}/package.json`);
  run("npm", ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"]);
}

function changed(path: string): number {
  return statSync(path).mtimeMs;
}
