import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { hasRedisServer } from "./spec/support/redis-server.js";

// The specs run on the newest client of the peer range, or on the one of etc/package.json that ATHENA_CLIENT names: see
// CONTRIBUTING.md.
const otherClient = process.env["ATHENA_CLIENT"];
const client =
  otherClient === undefined
    ? "@aws-sdk/client-athena"
    : createRequire(resolve("etc/package.json")).resolve(otherClient);

// Specs of garbage in answers, and of the newest client's insides. An older client's parser drops or refuses other
// things, and its transport takes other bodies.
const newestOnly = [
  "spec/list-work-group-executors/list-work-group-executors.spec.ts",
  "spec/paginate/paginate.spec.ts",
  "spec/properties/**",
  "spec/list-executors/unexpected.spec.ts",
  "spec/watch-executors/unexpected.spec.ts",
];

export default defineConfig({
  // Resolves `athena-executors` to lib/, as the type check does.
  resolve: { tsconfigPaths: true, alias: [{ find: /^@aws-sdk\/client-athena$/, replacement: client }] },
  test: {
    include: ["spec/**/*.spec.ts"],
    exclude: otherClient === undefined ? [] : newestOnly,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    reporters: process.env["GITHUB_ACTIONS"] === "true" ? ["dot", "github-actions"] : ["dot"],
    restoreMocks: true,
    // The specs wait more than they compute. The default on two cores is one worker, which takes longer.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Only what hangs takes as long, however busy the machine is.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    unstubEnvs: true,
    coverage: {
      provider: "v8",
      include: ["lib/**/*.ts"],
      // The specs run the command as a process. Without a redis-server, those of lib/redis are skipped.
      exclude: ["lib/cli/**", ...(hasRedisServer() ? [] : ["lib/redis/**"])],
      reporter: [["text", { skipFull: true }]],
      // All is covered; what only the timing of an outage reaches may be missed on a slow machine.
      thresholds: { lines: 99.5, branches: 99.5, functions: 99.5, statements: 99.5 },
    },
  },
});
