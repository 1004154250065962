/** Runs all examples against the embedded endpoint, one after another. Stops at the first failure. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const longestRun = 120_000; // ms, so that an example that hangs does not block the run

const examples = readdirSync("examples")
  .filter((name) => name.endsWith(".ts"))
  .sort();
if (examples.length === 0) throw new Error("Expected at least one example in examples/.");

for (const name of examples) {
  console.log(`\n--- examples/${name}`);
  const { status, signal, error } = spawnSync(process.execPath, [...process.execArgv, `examples/${name}`], {
    stdio: ["ignore", "inherit", "inherit"],
    timeout: longestRun,
  });
  if (status !== 0) {
    console.error(`examples/${name} failed: ${error?.message ?? signal ?? `exit code ${String(status)}`}`);
    process.exit(1);
  }
}
