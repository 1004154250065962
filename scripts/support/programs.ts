import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";

const folders = ["node_modules/.bin", "etc/node_modules/.bin"].map((folder) => resolve(folder));

/** The environment, with the programs of the project's packages and of `etc/` added to the `PATH`. */
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [...folders, process.env["PATH"]].join(delimiter),
};

/** Runs a program from the `PATH` or from a package and waits for it. If it fails, exits this process with 1. */
export function run(program: string, values: readonly string[]): void {
  const { status, signal, error } = spawnSync(program, values, { stdio: "inherit", env });
  if (status === 0) return;
  const outcome = error?.message ?? signal ?? `exit code ${String(status)}`;
  console.error(`\n${[program, ...values].join(" ")} failed: ${outcome}`);
  process.exit(1);
}

/** Installs the packages of a folder that has its own lock file, unless they are up to date. */
export function install(folder: "etc" | "bench" | "spec/commands"): void {
  const installed = `${folder}/node_modules/.package-lock.json`;
  if (existsSync(installed) && changed(installed) >= changed(`${folder}/package-lock.json`)) return;
  console.log(`Installing the packages of ${folder}/package.json`);
  run("npm", ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"]);
}

function changed(path: string): number {
  return statSync(path).mtimeMs;
}
