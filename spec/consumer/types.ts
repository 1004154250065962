import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { everyName } from "./declarations.js";
import { compiler, WITH_NODE_TYPES } from "./project.js";
import { run } from "./programs.js";
import { typescripts } from "./versions.js";

/** A combination of compiler, module resolution and types. */
interface Cell {
  readonly typescript: string;
  readonly resolution: "NodeNext" | "bundler";
  readonly nodeTypes: boolean;
}

// Checks also the declarations of all installed packages.
const strict = ["--noEmit", "--target", "es2022", "--strict", "--exactOptionalPropertyTypes", "--verbatimModuleSyntax"];
const checked = [...strict, "--noUncheckedIndexedAccess", "--skipLibCheck", "false"];

// The declarations of these packages use types of Node without depending on `@types/node`. Their errors are ignored.
const needNodeTypes = /^(?:\.\.\/)?node_modules\/@smithy\/(?:core|types)\//;

/** The compilers that run for every change. The others run only before a release. */
const core: readonly string[] = ["5.4", "7.0"];

/** Compiles a strict project with each combination of compiler, module resolution and types. */
export async function checkTypes(folder: string, isEverything: boolean): Promise<void> {
  for (const place of [".", WITH_NODE_TYPES]) writeFileSync(join(folder, place, "every-name.mts"), everyName(folder));
  const failures: string[] = [];
  const chosen = cells().filter(({ typescript }) => isEverything || core.includes(typescript));
  for (const pair of inPairs(chosen)) {
    for (const { line, errors } of await Promise.all(pair.map((cell) => compile(folder, cell)))) {
      console.log(line);
      failures.push(...errors);
    }
  }
  if (failures.length > 0) throw new Error([...new Set(failures)].join("\n"));
}

function cells(): Cell[] {
  return Object.keys(typescripts).flatMap((typescript) =>
    (["NodeNext", "bundler"] as const).flatMap((resolution) =>
      [true, false].map((nodeTypes) => ({ typescript, resolution, nodeTypes })),
    ),
  );
}

async function compile(folder: string, cell: Cell): Promise<{ line: string; errors: string[] }> {
  const { ok, output } = await run(cell.nodeTypes ? join(folder, WITH_NODE_TYPES) : folder, process.execPath, [
    join(folder, "node_modules", compiler(cell.typescript), "bin/tsc"),
    ...checked,
    ...optionsOf(cell),
    ...filesOf(cell),
  ]);
  const all = output.split("\n").filter((line) => /error TS\d+/.test(line));
  const errors = cell.nodeTypes ? all : all.filter((line) => !needNodeTypes.test(line));
  // A failure without error lines means that the compiler did not run.
  if (!ok && all.length === 0) errors.push(output);
  return { line: `${describe(cell)}: ${verdict(all.length - errors.length, errors.length)}`, errors };
}

function optionsOf({ resolution, nodeTypes }: Cell): string[] {
  const module = resolution === "NodeNext" ? "nodenext" : "esnext";
  const ours = ["--module", module, "--moduleResolution", resolution.toLowerCase()];
  // Without the types of Node, globals such as AbortSignal come from the browser.
  return nodeTypes
    ? [...ours, "--lib", "es2023", "--types", "node"]
    : [...ours, "--lib", "es2023,dom,dom.asynciterable"];
}

/** Returns the files to compile. TypeScript supports `require` of an ES module only since 5.8, and not for bundlers. */
function filesOf({ typescript, resolution, nodeTypes }: Cell): string[] {
  const files = ["strict.mts", "every-name.mts", ...(nodeTypes ? ["import.mts"] : [])];
  return nodeTypes && resolution === "NodeNext" && typescript !== "5.4" ? [...files, "require.cts"] : files;
}

function verdict(foreign: number, errors: number): string {
  if (errors > 0) return `${errors} errors`;
  if (foreign === 0) return "clean";
  return `no errors in our declarations, ${foreign} in those of @smithy, which need @types/node`;
}

function describe({ typescript, resolution, nodeTypes }: Cell): string {
  return `TypeScript ${typescript}, ${resolution}, ${nodeTypes ? "with" : "without"} @types/node`;
}

function inPairs<Value>(values: readonly Value[]): Value[][] {
  return values.flatMap((value, index) => (index % 2 === 0 ? [[value, ...values.slice(index + 1, index + 2)]] : []));
}
