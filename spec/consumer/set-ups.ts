import { deepStrictEqual } from "node:assert";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transformSync, type BuildOptions } from "esbuild";
import { startLocalAthena, type LocalAthena } from "../../lib/testing/index.js";
import { compiler, install } from "./project.js";
import { demand } from "./programs.js";

/** A typical project of a user. */
interface SetUp {
  /** Whether the set-up runs for every change. The others run only before a release. */
  readonly isCore?: boolean;
  /** Additional packages. Every project has this package, the SDK and `@types/node`. */
  readonly packages?: readonly string[];
  /** Additional files by name. Every project has the sources in `set-ups/`. */
  readonly files?: Readonly<Record<string, unknown>>;
  /** Builds and runs the project, which lists a session at `endpoint`. */
  run(folder: string, endpoint: string): Promise<unknown>;
  /** Whether the project lists the session at the endpoint. */
  readonly isListing?: boolean;
}

const { execPath } = process;
/** Placeholder for the packed package. Other projects resolve the package from a parent folder. */
const OUR_TARBALL = "athena-executors";
// AWS Lambda disables this feature on Node 20 and 22.
const NO_REQUIRE_OF_ESM = "--no-experimental-require-module";
const BOTH_SCOPES = ["@aws-sdk/*", "@smithy/*"];

const babelPresets = ["@babel/preset-typescript", ["@babel/preset-env", { targets: { node: "20" } }]];
const babelPackages = ["@babel/core@7.29.13", "@babel/preset-env@7.29.14", "@babel/preset-typescript@7.28.5"];

const setUps: Readonly<Record<string, SetUp>> = {
  "TypeScript 5.4, moduleResolution node": {
    isCore: true,
    run: (folder, endpoint) =>
      compileAndRun(folder, endpoint, "5.4", ["--module", "commonjs", "--moduleResolution", "node"]),
  },
  "TypeScript 5.4, node16, from a CommonJS file": {
    isCore: true,
    run: (folder, endpoint) => compileAndRun(folder, endpoint, "5.4", ["--module", "node16"]),
  },
  "two copies in one process": {
    isCore: true,
    isListing: false,
    run: async (folder) => {
      console.log(await demand(folder, execPath, ["two-copies.mjs"]));
    },
  },
  "node:test, mocked timers": {
    isCore: true,
    isListing: false,
    run: (folder) => demand(folder, execPath, ["--test", "fake-time.test.mjs"]),
  },
  "esbuild as CDK runs it, CommonJS": {
    isCore: true,
    run: (folder, endpoint) => bundleAndRun(folder, endpoint, { format: "cjs", external: BOTH_SCOPES }),
  },
  "esbuild as CDK runs it, ESM": {
    isCore: true,
    run: (folder, endpoint) =>
      bundleAndRun(folder, endpoint, { format: "esm", external: BOTH_SCOPES, mainFields: ["module", "main"] }),
  },
  "esbuild with splitting": {
    isCore: true,
    run: (folder, endpoint) =>
      bundleAndRun(folder, endpoint, {
        format: "esm",
        splitting: true,
        entryPoints: ["program.ts", "entries.ts"],
        external: ["rate-limiter-flexible"],
        // Bundled CommonJS packages need `require`.
        banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
      }),
  },
  "Jest 30, ts-jest": { isCore: true, ...withTsJest("30.5.2") },
  "Jest 30, Babel": withBabel("30.5.2"),
  "Jest 29, ts-jest": withTsJest("29.7.0"),
  "Jest 29, Babel": withBabel("29.7.0"),
  "aws-sdk-client-mock": {
    packages: ["aws-sdk-client-mock@4.1.0"],
    isListing: false,
    run: (folder) => demand(folder, execPath, ["client-mock.mjs"]),
  },
  "redis 3, ioredis 4 and rate-limiter-flexible 2": {
    packages: [OUR_TARBALL, "redis@3.1.2", "ioredis@4.28.5", "rate-limiter-flexible@2.4.2"],
    isListing: false,
    run: (folder) => demand(folder, execPath, ["old-redis.cjs"]),
  },
  "two versions of the SDK": {
    packages: ["client-athena-old@npm:@aws-sdk/client-athena@3.901.0"],
    isListing: false,
    run: (folder) => demand(folder, execPath, ["two-versions.mjs"]),
  },
  webpack: {
    packages: ["webpack@5.113.0"],
    files: {
      "build.cjs": `require("webpack")(
        { mode: "production", target: "node", context: __dirname, entry: "./program.mjs", output: { path: __dirname } },
        (error, stats) => { if (error || stats.hasErrors()) throw error ?? new Error(stats.toString()); },
      );`,
    },
    run: async (folder, endpoint) => {
      const source = readFileSync(join(folder, "program.ts"), "utf8");
      writeFileSync(join(folder, "program.mjs"), transformSync(source, { loader: "ts" }).code);
      await demand(folder, execPath, ["build.cjs"]);
      return runProgram(folder, "main.js", endpoint);
    },
  },
  Vite: {
    packages: ["vite@8.3.8"],
    files: {
      "vite.config.mjs": "export default { ssr: { noExternal: true, target: 'node' }, build: { ssr: 'program.ts' } };",
    },
    run: async (folder, endpoint) => {
      await demand(folder, "npx", ["vite", "build", "--logLevel", "error"]);
      return runProgram(folder, "dist/program.mjs", endpoint);
    },
  },
};

/** Creates and runs a small project for each set-up. Each lists three pages, with a throttle answer in between. */
export async function checkSetUps(root: string, isEverything: boolean): Promise<void> {
  const folder = join(root, "set-ups");
  mkdirSync(folder);
  await install(folder, ["@types/node@20.19.43"]);
  for (const [index, [name, setUp]] of Object.entries(setUps).entries()) {
    if (!isEverything && setUp.isCore !== true) continue;
    const start = performance.now();
    await checkSetUp(join(folder, `project-${index}`), setUp).catch((cause: unknown) => {
      throw new Error(`${name}: ${String(cause)}`, { cause });
    });
    console.log(`${name}: works (${((performance.now() - start) / 1000).toFixed(0)} s)`);
  }
}

async function checkSetUp(folder: string, setUp: SetUp): Promise<void> {
  const { packages = [], files = {}, isListing = true } = setUp;
  cpSync("spec/consumer/set-ups", folder, { recursive: true });
  if (packages.length > 0)
    await install(
      folder,
      packages.map((name) => (name === OUR_TARBALL ? tarballAbove(folder) : name)),
    );
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  const athena = await serve();
  try {
    await setUp.run(folder, athena.url);
    if (isListing) deepStrictEqual(statuses(athena), [200, 400, 200, 200]);
  } finally {
    await athena.close();
  }
}

function tarballAbove(folder: string): string {
  const root = join(folder, "../..");
  const name = readdirSync(root).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error(`Expected a tarball in ${root}.`);
  return join(root, name);
}

/** Starts an endpoint with a session of three pages. It throttles the second call. */
function serve(): Promise<LocalAthena> {
  const executors = Array.from({ length: 250 }, (_, index) => ({ ExecutorId: `executor-${index}` }));
  return startLocalAthena({
    sessions: [{ SessionId: "my-session", executors }],
    faults: ({ number }) => (number === 2 ? { type: "throttle" } : undefined),
  });
}

function statuses(athena: LocalAthena): (number | undefined)[] {
  return athena.requests.map(({ status }) => status);
}

async function runProgram(folder: string, program: string, endpoint: string): Promise<void> {
  const output = await demand(folder, execPath, [NO_REQUIRE_OF_ESM, program], { ENDPOINT: endpoint });
  deepStrictEqual(output, "250 executors");
}

async function compileAndRun(
  folder: string,
  endpoint: string,
  typescript: string,
  options: readonly string[],
): Promise<void> {
  const tsc = join(folder, "../../node_modules", compiler(typescript), "bin/tsc");
  const usual = ["--target", "es2022", "--strict", "--skipLibCheck", "--types", "node"];
  await demand(folder, execPath, [tsc, ...usual, ...options, "program.ts", "entries.ts"]);
  await runProgram(folder, "program.js", endpoint);
  deepStrictEqual(await demand(folder, execPath, [NO_REQUIRE_OF_ESM, "entries.js"]), "function");
}

async function bundleAndRun(folder: string, endpoint: string, options: BuildOptions): Promise<void> {
  const extension = options.format === "esm" ? ".mjs" : ".cjs";
  const { metafile } = await build({
    entryPoints: ["program.ts"],
    bundle: true,
    platform: "node",
    target: "node20",
    absWorkingDir: folder,
    outdir: "bundle",
    outExtension: { ".js": extension },
    logLevel: "silent",
    ...options,
    metafile: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  // AWS Lambda provides the clients, but not every package of `@smithy`.
  deepStrictEqual(
    imports.filter((path) => path.startsWith("@smithy/")),
    [],
  );
  await runProgram(folder, `bundle/program${extension}`, endpoint);
}

function withTsJest(version: string): SetUp {
  return withJest(version, {
    packages: ["ts-jest@29.4.15", "typescript@5.9.3"],
    files: {
      "tsconfig.json": {
        compilerOptions: {
          target: "es2022",
          module: "commonjs",
          moduleResolution: "node",
          strict: true,
          skipLibCheck: true,
        },
      },
      "jest.config.cjs": 'module.exports = { preset: "ts-jest", testEnvironment: "node" };',
    },
  });
}

function withBabel(version: string): SetUp {
  return withJest(version, {
    packages: babelPackages,
    files: {
      "babel.config.json": { presets: babelPresets },
      "jest.config.cjs": 'module.exports = { testEnvironment: "node" };',
    },
  });
}

function withJest(version: string, { packages, files }: Required<Pick<SetUp, "packages" | "files">>): SetUp {
  return {
    packages: [`jest@${version}`, ...packages],
    files,
    run: (folder, endpoint) =>
      demand(
        folder,
        execPath,
        [NO_REQUIRE_OF_ESM, "node_modules/jest/bin/jest.js", "listing.test.ts", "mocked.test.ts"],
        {
          ENDPOINT: endpoint,
        },
      ),
  };
}
