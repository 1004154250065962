// Runs mutation tests: `npm run mutate` for all folders of `lib`, `npm run mutate -- retry throttle` for two of them.
// Each folder is tested by the specs in the folder of the same name and in those listed below. Results are kept in
// `temp/mutation`. The next run tests only changed code, and includes the earlier results in its totals.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { install } from "./support/programs.js";

/** The folders of `lib` without the command, each with the further spec folders that test it. */
const parts: Record<string, readonly string[]> = {
  athena: ["list-executors", "list-work-group-executors", "watch-executors"],
  calls: ["retry", "throttle"],
  common: [],
  errors: [],
  events: ["list-executors"],
  executors: [],
  "list-executors": ["security", "properties"],
  "list-work-group-executors": ["properties"],
  paginate: [],
  pagination: ["list-executors", "paginate"],
  redis: [],
  retry: ["calls"],
  sdk: ["retry", "calls"],
  testing: [],
  throttle: ["calls"],
  "watch-executors": ["properties"],
};

const LEAST_SCORE = 90; // per cent

interface Counts {
  detected: number;
  undetected: number;
}

/** The used part of Stryker's report: https://github.com/stryker-mutator/mutation-testing-elements */
interface Report {
  files: Record<string, { mutants: { status: string }[] }>;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: "string", default: "2" }, force: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`Expected folders of lib such as ${Object.keys(parts).join(", ")}, got ${unknown.join(", ")}`);

install("etc");
for (const [name, others] of Object.entries(parts)) {
  if (positionals.length === 0 || positionals.includes(name)) await mutate(name, [name, ...others]);
}
addUp();

async function mutate(name: string, folders: readonly string[]): Promise<void> {
  console.log(`\n=== ${name}`);
  const stryker = spawn(
    process.execPath,
    [
      "etc/node_modules/@stryker-mutator/core/bin/stryker.js",
      "run",
      "etc/stryker.config.json",
      ...["--mutate", `lib/${name}/**/*.ts`],
      ...["--concurrency", values.concurrency],
      ...["--tempDirName", `temp/stryker-${name}`],
      ...["--incremental", "--incrementalFile", reportOf(name)],
      ...(values.force ? ["--force"] : []),
    ],
    {
      stdio: "inherit",
      env: { ...process.env, SPECS: folders.map((folder) => `spec/${folder}/**/*.spec.ts`).join(";") },
    },
  );
  const [code] = (await once(stryker, "exit")) as [number | null];
  if (code !== 0) throw new Error(`Stryker exited with ${String(code)} in ${name}. See its output above.`);
}

function addUp(): void {
  const all = { detected: 0, undetected: 0 };
  console.log("\nscore    detected  undetected  part");
  for (const name of Object.keys(parts)) {
    const counts = count(name);
    if (counts === undefined) {
      console.log(`unknown                        ${name}`);
      process.exitCode = 1;
      continue;
    }
    tell(name, counts);
    all.detected += counts.detected;
    all.undetected += counts.undetected;
  }
  tell("all", all);
  if (score(all) < LEAST_SCORE) process.exitCode = 1;
}

function count(name: string): Counts | undefined {
  if (!existsSync(reportOf(name))) return undefined;
  const { files } = JSON.parse(readFileSync(reportOf(name), "utf8")) as Report;
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  return {
    detected: statuses.filter((status) => ["Killed", "Timeout"].includes(status)).length,
    undetected: statuses.filter((status) => ["Survived", "NoCoverage"].includes(status)).length,
  };
}

function tell(name: string, counts: Counts): void {
  const columns = [score(counts).toFixed(1).padStart(5), String(counts.detected).padStart(10)];
  console.log(`${columns.join(" ")} ${String(counts.undetected).padStart(11)}  ${name}`);
}

function score({ detected, undetected }: Counts): number {
  return (100 * detected) / (detected + undetected);
}

function reportOf(name: string): string {
  return `temp/mutation/${name}.json`;
}
