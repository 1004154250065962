import { defineConfig } from "vitest/config";

// The specs run on the newest client of the peer range, or on the one that ATHENA_CLIENT names: see CONTRIBUTING.md.
const client = process.env["ATHENA_CLIENT"] ?? "@aws-sdk/client-athena";

export default defineConfig({
  // Resolves `athena-executors` to lib/, as the type check does.
  resolve: { tsconfigPaths: true, alias: [{ find: /^@aws-sdk\/client-athena$/, replacement: client }] },
  test: {
    include: ["spec/**/*.spec.ts"],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    reporters: process.env["GITHUB_ACTIONS"] === "true" ? ["dot", "github-actions"] : ["dot"],
    restoreMocks: true,
    unstubEnvs: true,
    coverage: {
      provider: "v8",
      include: ["lib/**/*.ts"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { lines: 95, branches: 95, functions: 95, statements: 95 },
    },
  },
});
