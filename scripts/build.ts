// Makes `dist` from `lib`: esbuild the code, tsc the declarations. One file of code for each entry point is imported
// four times as fast as one for each source.
import { rmSync } from "node:fs";
import { build } from "esbuild";
import { run } from "./support/programs.js";

const CLASSIFIER =
  "./node_modules/@smithy/core/dist-es/submodules/retry/service-error-classification/service-error-classification.js";

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: ["lib/index.ts", "lib/testing/index.ts", "lib/redis/index.ts"],
  outdir: "dist",
  bundle: true,
  // The SDK's classifier of errors is bundled: bundlers that leave out `@smithy/*`, as AWS CDK's, would miss it. Only its
  // own file, because the index beside it needs Node.
  alias: { "@smithy/core/retry": CLASSIFIER },
  external: ["@aws-sdk/*", "p-*", "is-network-error", "rate-limiter-flexible", "node:*"],
  mainFields: ["module"],
  platform: "neutral",
  format: "esm",
  target: "es2022",
  sourcemap: true,
  sourcesContent: false,
  logLevel: "warning",
});
// The command uses the two entries beside it, as its readers would.
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
  sourcemap: true,
  sourcesContent: false,
  logLevel: "warning",
});
run("tsc", ["-p", "etc/tsconfig.build.json"]);
