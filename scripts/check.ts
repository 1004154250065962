// Runs the checks that are not specs: `npm run check` for all, `npm run check lint types` for two of them. Stops at the
// first failure. `npm run fix` repairs format and lint, and updates the API reports in `etc/` and `docs/reference/`.
import { parseArgs } from "node:util";
import { install, run } from "./support/programs.js";

interface Check {
  readonly commands: readonly string[];
  /** The commands that repair the findings of the check. */
  readonly fixes?: readonly string[];
  readonly needs?: readonly Need[];
}

/** The tools in `etc/`, the packages of the bench, the SDK clients of `spec/commands`, or `dist`. */
type Need = "tools" | "bench" | "clients" | "build";

const reports = ["etc/api-extractor.json", "etc/api-extractor.testing.json", "etc/api-extractor.redis.json"];

/** All checks, the quick ones first. */
const checks: Readonly<Record<string, Check>> = {
  format: {
    commands: ["prettier --check --log-level warn ."],
    fixes: ["prettier --write --log-level warn ."],
  },
  imports: { commands: ["depcruise --config etc/dependency-cruiser.mjs lib"], needs: ["tools"] },
  unused: { commands: ["knip"], needs: ["tools"] },
  types: {
    commands: ["tsc", "tsc -p etc/tsconfig.browser.json", "tsc -p bench --noEmit", "tsc -p spec/commands"],
    needs: ["bench", "clients"],
  },
  lint: { commands: ["eslint . --max-warnings 0"], fixes: ["eslint . --fix"], needs: ["bench", "clients"] },
  docs: {
    commands: [
      "typedoc --options etc/typedoc.json --out temp/reference",
      "git --no-pager diff --no-index --exit-code docs/reference temp/reference",
    ],
    fixes: ["typedoc --options etc/typedoc.json"],
    needs: ["tools"],
  },
  size: { commands: ["size-limit"], needs: ["build"] },
  api: {
    commands: reports.map((config) => `api-extractor run -c ${config}`),
    fixes: reports.map((config) => `api-extractor run --local -c ${config}`),
    needs: ["tools", "build"],
  },
  package: { commands: ["publint --strict", "attw --pack ."], needs: ["tools", "build"] },
  commands: { commands: ["tsx spec/commands/run.ts"], needs: ["clients"] },
  consumer: { commands: ["tsx spec/consumer/run.ts"], needs: ["build"] },
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { fix: { type: "boolean", default: false } },
});
const possible = Object.entries(checks).flatMap(([name, { commands, fixes, needs = [] }]) => {
  const chosen = values.fix ? fixes : commands;
  return chosen === undefined ? [] : [{ name, commands: chosen, needs }];
});
const names = possible.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`Expected names of ${names.join(", ")}, got ${unknown.join(", ")}. Give no name to run all.`);
  process.exit(1);
}

const met = new Set<Need>();
for (const { name, commands, needs } of possible) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  for (const need of needs) meet(need);
  for (const command of commands) {
    announce(name, command);
    const [program = "", ...options] = command.split(" ");
    run(program, options);
  }
}

function meet(need: Need): void {
  if (met.has(need)) return;
  met.add(need);
  if (need === "tools") install("etc");
  if (need === "bench") install("bench");
  if (need === "clients") install("spec/commands");
  if (need === "build") {
    announce("build", "npm run build");
    run("npm", ["run", "--silent", "build"]);
  }
}

function announce(name: string, command: string): void {
  console.log(`\n--- ${name}: ${command}`);
}
