// Breaks lib in many small ways and looks whether a spec notices: `npm run mutate`, or `npm run mutate -- executors watches`
// for some parts of it. One part goes after the other, each by the specs that are nearest to it. What was found is kept in
// temp/mutation: the next run tries only what changed since, and all that is known is added up in the end.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { install } from "./support/programs.js";

interface Part {
  /** What Stryker is to break. */
  mutate: string[];
  /** What it is to go by. */
  specs: string[];
}

/** Together they are all of lib. */
const parts: Record<string, Part> = {
  abort: folder("abort"),
  checks: folder("checks"),
  clock: folder("clock"),
  collections: folder("collections"),
  errors: folder("errors"),
  events: folder("events"),
  executors: folder("executors", "spec/security/cursors.spec.ts"),
  hash: folder("hash"),
  middleware: folder("middleware"),
  pagination: folder("pagination", "spec/{leaving,paginate*,prefetch}.spec.ts"),
  testing: folder("testing"),
  redis: folder("redis"),
  listings: {
    mutate: ["lib/*.ts", "!lib/watch*.ts", "!lib/*work-group*.ts"],
    specs: ["spec/{cursors*,leaving,list-executors*,paginate*,prefetch,restart,session-*,unexpected}.spec.ts"],
  },
  sweeps: { mutate: ["lib/*work-group*.ts"], specs: ["spec/list-work-group-executors*.spec.ts"] },
  watches: { mutate: ["lib/watch*.ts"], specs: ["spec/watch-executors*.spec.ts"] },
};

const LEAST_SCORE = 90; // per cent

interface Counts {
  detected: number;
  undetected: number;
}

/** What is used of the report that Stryker writes: https://github.com/stryker-mutator/mutation-testing-elements */
interface Report {
  files: Record<string, { mutants: { status: string }[] }>;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: "string", default: "2" }, force: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`no part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);

install("etc");
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length === 0 || positionals.includes(name)) await mutate(name, part);
}
addUp();

function folder(name: string, ...others: string[]): Part {
  return { mutate: [`lib/${name}/**/*.ts`], specs: [`spec/${name}/**/*.spec.ts`, ...others] };
}

async function mutate(name: string, { mutate, specs }: Part): Promise<void> {
  console.log(`\n=== ${name}`);
  const stryker = spawn(
    process.execPath,
    [
      "etc/node_modules/@stryker-mutator/core/bin/stryker.js",
      "run",
      "etc/stryker.config.json",
      ...["--mutate", mutate.join(",")],
      ...["--concurrency", values.concurrency],
      ...["--tempDirName", `temp/stryker-${name}`],
      ...["--incremental", "--incrementalFile", reportOf(name)],
      ...(values.force ? ["--force"] : []),
    ],
    { stdio: "inherit", env: { ...process.env, SPECS: specs.join(";") } },
  );
  const [code] = (await once(stryker, "exit")) as [number | null];
  if (code !== 0) throw new Error(`Stryker ended with ${String(code)} in ${name}: see above`);
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
  tell("all of these", all);
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
