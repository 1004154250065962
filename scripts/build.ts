// Builds `dist` from `lib`. Each entry point becomes one ESM file, one CommonJS file and their declarations. A single
// file is imported four times faster than one file per source, and a package with few files is installed faster.
import { rmSync, writeFileSync } from "node:fs";
import { build, type BuildOptions } from "esbuild";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { run } from "./support/programs.js";

const CLASSIFIER =
  "./node_modules/@smithy/core/dist-es/submodules/retry/service-error-classification/service-error-classification.js";
const DECLARATIONS = "temp/declarations";
const entries = ["index", "testing/index", "redis/index"];

const shared: BuildOptions = {
  entryPoints: entries.map((entry) => `lib/${entry}.ts`),
  outdir: "dist",
  bundle: true,
  // The SDK's error classifier is bundled, because bundlers that exclude `@smithy/*`, such as AWS CDK's, would miss it.
  // Its file is bundled without the index of its package, which needs Node.
  alias: { "@smithy/core/retry": CLASSIFIER },
  mainFields: ["module"],
  platform: "neutral",
  target: "es2022",
  logLevel: "warning",
};
const external = ["@aws-sdk/*", "rate-limiter-flexible", "node:*"];

rmSync("dist", { recursive: true, force: true });
rmSync(DECLARATIONS, { recursive: true, force: true });
await build({ ...shared, format: "esm", external: [...external, "p-*", "is-network-error"] });
// The libraries for retries and rate limits are ESM only. They are bundled, because not every `require` can load ESM.
await build({ ...shared, format: "cjs", platform: "node", outExtension: { ".js": ".cjs" }, external });
// The command imports the other two entry points, as an application does.
await build({
  entryPoints: ["lib/cli/main.ts"],
  outdir: "dist/cli",
  bundle: true,
  splitting: true,
  packages: "external",
  external: ["../index.js", "../testing/index.js"],
  platform: "node",
  format: "esm",
  target: "es2022",
  logLevel: "warning",
});
run("tsc", ["-p", "etc/tsconfig.build.json"]);
for (const entry of entries) await rollUp(entry);

/** Bundles the declarations of an entry point into one file for `import` and one for `require`. */
async function rollUp(entry: string): Promise<void> {
  const bundle = await rollup({ input: `${DECLARATIONS}/${entry}.d.ts`, plugins: [dts()], external: /^[^./]/ });
  const { output } = await bundle.generate({});
  await bundle.close();
  const declarations = referencesFirst(output[0].code);
  for (const extension of ["d.ts", "d.cts"]) writeFileSync(`dist/${entry}.${extension}`, declarations);
}

/** Moves reference directives to the top, because compilers ignore them elsewhere. */
function referencesFirst(declarations: string): string {
  const references = /^\/\/\/ <reference .*\n/gm;
  return [...(declarations.match(references) ?? []), declarations.replaceAll(references, "")].join("");
}
