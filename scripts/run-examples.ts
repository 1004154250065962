/** Runs every example against the embedded endpoint, one after another, and ends at the first one that fails. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const longestRun = 120_000; // ms: an example that waits for something that never comes must not hold up the whole run

const examples = readdirSync("examples")
  .filter((name) => name.endsWith(".ts"))
  .sort();
if (examples.length === 0) throw new Error("There is no example in examples/.");

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
