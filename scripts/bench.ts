// Compiles and runs the bench on the built package. `tsx` would add helpers to functions, which cost time.
import { existsSync, symlinkSync } from "node:fs";
import { install, run } from "./support/programs.js";

const compiled = "temp/bench";
const packages = `${compiled}/node_modules`;

install("bench");
run("npm", ["run", "--silent", "build"]);
run("tsc", ["-p", "bench"]);
// The compiled bench resolves its packages from its folder, and `athena-executors` by the name in our package.json.
if (!existsSync(packages)) symlinkSync("../../bench/node_modules", packages, "junction");
run(process.execPath, [`${compiled}/bench/main.js`, ...process.argv.slice(2)]);
