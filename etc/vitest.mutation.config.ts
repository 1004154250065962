import { statSync } from "node:fs";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// For `npm run mutate`. Stryker runs what covers a mutant over and over, until something fails: so the properties try
// fewer cases (spec/support/number-of-runs.ts), and what starts processes or compilers is left out: no mutant is active
// in those. SPECS names the specs to go by, with semicolons between.
const specs = process.env["SPECS"]?.split(";") ?? ["spec/**/*.spec.ts"];

/** What mirrors one file of lib notices a mutant soonest; whole listings come after it, and properties last. */
class NearestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(
      files.toSorted(({ moduleId: one }, { moduleId: other }) => rank(one) - rank(other) || size(one) - size(other)),
    );
  }
}

/** Short ones take less time. */
function size(path: string): number {
  return statSync(path).size;
}

function rank(path: string): number {
  if (/\/properties\/|\.property\./.test(path)) return 3;
  if (path.includes("/spec/security/")) return 2;
  return /\/spec\/[^/]+$/.test(path) ? 1 : 0;
}

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: specs,
    exclude: [
      ...configDefaults.exclude,
      "spec/bench/**",
      "spec/list-executors/cursors-killed.spec.ts",
      "spec/documentation.spec.ts",
      "spec/throttle/exit.spec.ts",
      "spec/package.spec.ts",
      "spec/workflows.spec.ts",
    ],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", PROPERTY_RUNS: "25" },
    testTimeout: 10_000,
    // What fakes no timers and mocks no modules may share them: loaded once they are several times faster.
    isolate: !specs.every((spec) => spec.startsWith("spec/testing/")),
    restoreMocks: true,
    unstubEnvs: true,
    sequence: { sequencer: NearestFirst },
  },
});
