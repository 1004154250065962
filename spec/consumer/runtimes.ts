import { join } from "node:path";
import { compiler, WITH_NODE_TYPES } from "./project.js";
import { demand } from "./programs.js";
import { runtimes } from "./versions.js";

/** Runs two applications on all supported runtimes: one imports the package, the other requires it. */
export async function checkRuntimes(folder: string): Promise<void> {
  await emitApplications(folder);
  for (const [name, bringer] of Object.entries(runtimes)) {
    const [program = "", ...options]: string[] =
      name === "Deno" ? ["deno", "run", "--allow-all"] : [bringer.split("@")[0] ?? ""];
    // AWS Lambda disables this feature on Node 20 and 22.
    if (program === "node") options.push("--no-experimental-require-module");
    for (const application of ["import.mjs", "require.cjs"]) {
      const said = await demand(folder, "npx", ["-y", "-p", bringer, program, ...options, application]);
      console.log(`${name}: ${said}`);
    }
  }
}

async function emitApplications(folder: string): Promise<void> {
  const sources = ["import.mts", "require.cts"].map((name) => join(WITH_NODE_TYPES, name));
  const options = ["--target", "es2022", "--module", "nodenext", "--rootDir", WITH_NODE_TYPES, "--outDir", "."];
  const types = ["--types", "node", "--typeRoots", join(WITH_NODE_TYPES, "node_modules/@types"), "--skipLibCheck"];
  const tsc = join("node_modules", compiler("6.0"), "bin/tsc");
  await demand(folder, process.execPath, [tsc, ...options, ...types, ...sources]);
}
