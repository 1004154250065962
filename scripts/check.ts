// Checks what specs cannot: `npm run check` everything, `npm run check lint types` some of it. Ends at the first failure.
// `npm run fix` mends what a program can mend: format, lint and the reports of the public names in `etc/`.
import { parseArgs } from "node:util";
import { install, run, withTools } from "./support/programs.js";

interface Check {
  readonly commands: readonly string[];
  /** The commands that mend what the check finds. */
  readonly fixes?: readonly string[];
  /** Whether it looks at `dist` or at the packed package. */
  readonly needsBuild?: true;
}

const reports = ["etc/api-extractor.json", "etc/api-extractor.testing.json", "etc/api-extractor.redis.json"];

/** The quick ones come first. */
const checks: Readonly<Record<string, Check>> = {
  format: {
    commands: ["prettier --check --log-level warn ."],
    fixes: ["prettier --write --log-level warn ."],
  },
  imports: { commands: ["depcruise --config etc/dependency-cruiser.mjs lib"] },
  unused: { commands: ["knip"] },
  types: { commands: ["tsc", "tsc -p etc/tsconfig.browser.json", "tsc -p bench --noEmit"] },
  lint: { commands: ["eslint . --max-warnings 0"], fixes: ["eslint . --fix"] },
  docs: { commands: ["typedoc --options etc/typedoc.json --emit none"] },
  size: { commands: ["size-limit"], needsBuild: true },
  api: {
    commands: reports.map((config) => `api-extractor run -c ${config}`),
    fixes: reports.map((config) => `api-extractor run --local -c ${config}`),
    needsBuild: true,
  },
  package: { commands: ["publint --strict", "attw --pack . --profile esm-only"], needsBuild: true },
  consumer: { commands: ["tsx spec/consumer/run.ts"], needsBuild: true },
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { fix: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`Expected names of checks, got ${unknown.join(", ")}. Choose from ${Object.keys(checks).join(", ")}.`);
  process.exit(1);
}

const chosen = Object.entries(checks).filter(([name]) => positionals.length === 0 || positionals.includes(name));
install("etc");
install("bench"); // Types and lint look at the bench too.
let isBuilt = false;
for (const [name, check] of chosen) {
  const commands = values.fix ? (check.fixes ?? []) : check.commands;
  if (commands.length > 0 && check.needsBuild === true) build();
  for (const command of commands) {
    announce(name, command);
    const [program = "", ...options] = command.split(" ");
    // `npm pack` would build again.
    run(program, options, { ...withTools, npm_config_ignore_scripts: "true" });
  }
}

function build(): void {
  if (isBuilt) return;
  announce("build", "npm run build");
  run("npm", ["run", "--silent", "build"]);
  isBuilt = true;
}

function announce(name: string, command: string): void {
  console.log(`\n--- ${name}: ${command}`);
}
