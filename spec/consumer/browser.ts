import { deepStrictEqual } from "node:assert";
import { isBuiltin } from "node:module";
import { build, type BuildFailure } from "esbuild";
import { startLocalAthena, type LocalAthena, type LocalExecutor } from "../../lib/testing/index.js";
import { visit } from "./chromium.js";
import type { Story } from "./sources/page.js";

/** Bundles a page, runs it in a browser against the embedded endpoint, and checks its findings. */
export async function checkBrowser(folder: string): Promise<void> {
  await refuseBundle(folder, "athena-executors/testing");
  const athena = await serve();
  try {
    const script = await bundle(folder, `import { tellStory } from "./page.ts"; tellStory("${athena.url}");`);
    deepStrictEqual(JSON.parse(await visit(script)), expectedStory);
    console.log(`Chromium: lists, resumes, sweeps, watches, aborts, and fails with typed errors`);
  } finally {
    await athena.close();
  }
}

async function bundle(folder: string, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    platform: "browser",
    bundle: true,
    minify: true,
    write: false,
    logLevel: "silent",
    absWorkingDir: folder,
  });
  return outputFiles[0]?.text ?? "";
}

/** Expects that an entry point for Node cannot be bundled for a browser, because it imports modules of Node. */
async function refuseBundle(folder: string, entry: string): Promise<void> {
  const errors = await bundle(folder, `export * from "${entry}";`).then(() => [], failedImports);
  if (errors.length === 0) throw new Error(`Expected bundling ${entry} for a browser to fail, but it succeeded.`);
  const others = errors.filter((name) => !isBuiltin(name));
  if (others.length > 0) throw new Error(`${entry} failed for more than modules of Node: ${others.join("; ")}`);
  console.log(`${entry}: refused by the bundler, because it is for Node only`);
}

function failedImports(failure: unknown): string[] {
  return (failure as BuildFailure).errors.map(({ text }) => /^Could not resolve "(.*)"$/.exec(text)?.[1] ?? text);
}

const executors: readonly LocalExecutor[] = Array.from({ length: 5 }, (_, index) => ({
  ExecutorId: `executor-${index}`,
  ExecutorState: index < 2 ? "TERMINATED" : "REGISTERED",
  StartDateTime: 1_700_000_000 + index,
}));
/** Starts an endpoint. It throttles the first request, never answers for `hangs`, and ends a session after one page. */
function serve(): Promise<LocalAthena> {
  const coordinator = { ExecutorId: "coordinator", ExecutorState: "REGISTERED", StartDateTime: 1_700_000_000 };
  const ended = { State: "TERMINATED", changed: [{ ExecutorId: "coordinator", ExecutorState: "TERMINATED" }] } as const;
  return startLocalAthena({
    sessions: [
      { SessionId: "notebook", WorkGroup: "primary", executors },
      { SessionId: "idle", WorkGroup: "primary", State: "IDLE", executors: executors.slice(-1) },
      { SessionId: "hangs", WorkGroup: "other", executors },
      { SessionId: "ends", WorkGroup: "other", executors: [coordinator], beforePage: [undefined, ended] },
    ],
    faults: ({ number, input }) => {
      if (number === 1) return { type: "throttle" };
      return (input as { SessionId?: string }).SessionId === "hangs" ? { type: "hang" } : undefined;
    },
  });
}

const expectedStory: Story = {
  listed: ["executor-4", "executor-3", "executor-2", "executor-1", "executor-0"],
  retries: 1,
  resumed: ["executor-1", "executor-0"],
  registered: ["executor-4", "executor-3", "executor-2"].map((id) => [id, "REGISTERED"]),
  swept: 6,
  sessions: ["notebook", "idle"],
  isReason: true,
  errors: [
    "ResourceNotFoundException: Session unknown was not found",
    "InvalidRequestException INVALID_INPUT",
    "CursorError damaged",
  ],
  changes: ["is REGISTERED", "REGISTERED → TERMINATED"],
};
