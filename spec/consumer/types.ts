import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { everyName } from "./declarations.js";
import { compiler, WITH_NODE_TYPES } from "./project.js";
import { run } from "./programs.js";
import { typescripts } from "./versions.js";

/** A way to compile the project. */
interface Cell {
  readonly typescript: string;
  readonly resolution: "NodeNext" | "bundler";
  readonly nodeTypes: boolean;
}

// Strict, and the declarations of everything that is installed are checked too.
const strict = ["--noEmit", "--target", "es2022", "--strict", "--exactOptionalPropertyTypes", "--verbatimModuleSyntax"];
const checked = [...strict, "--noUncheckedIndexedAccess", "--skipLibCheck", "false"];

// These packages name modules and types of Node in their declarations and do not bring them. What they fail with, we
// cannot mend; but nothing else may fail, neither in our declarations nor in the project.
const needNodeTypes = /^(?:\.\.\/)?node_modules\/@smithy\/(?:core|types)\//;

/** The compilers that every change has to pass. The others are run before a release. */
const core: readonly string[] = ["5.4", "7.0"];

/** Compiles a strict project under each compiler, resolution and set of types. */
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
  // A compiler that fails without saying where has not compiled anything.
  if (!ok && all.length === 0) errors.push(output);
  return { line: `${describe(cell)}: ${verdict(all.length - errors.length, errors.length)}`, errors };
}

function optionsOf({ resolution, nodeTypes }: Cell): string[] {
  const module = resolution === "NodeNext" ? "nodenext" : "esnext";
  const ours = ["--module", module, "--moduleResolution", resolution.toLowerCase()];
  // Without Node the globals, such as AbortSignal, are those of a browser.
  return nodeTypes
    ? [...ours, "--lib", "es2023", "--types", "node"]
    : [...ours, "--lib", "es2023,dom,dom.asynciterable"];
}

/** The applications need Node; `require` is none of a bundler, and TypeScript takes it of an ES module from 5.8 on. */
function filesOf({ typescript, resolution, nodeTypes }: Cell): string[] {
  const files = ["strict.mts", "every-name.mts", ...(nodeTypes ? ["import.mts"] : [])];
  return nodeTypes && resolution === "NodeNext" && typescript !== "5.4" ? [...files, "require.cts"] : files;
}

function verdict(foreign: number, errors: number): string {
  if (errors > 0) return `${errors} errors`;
  if (foreign === 0) return "clean";
  return `nothing in our declarations; ${foreign} errors in those of the SDK (@smithy), which ask for @types/node`;
}

function describe({ typescript, resolution, nodeTypes }: Cell): string {
  return `TypeScript ${typescript}, ${resolution}, ${nodeTypes ? "with" : "without"} @types/node`;
}

function inPairs<Value>(values: readonly Value[]): Value[][] {
  return values.flatMap((value, index) => (index % 2 === 0 ? [[value, ...values.slice(index + 1, index + 2)]] : []));
}
