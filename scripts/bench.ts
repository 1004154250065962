// Runs the bench on the package as it is published, both compiled: what `tsx` adds to functions costs time.
import { existsSync, symlinkSync } from "node:fs";
import { install, run } from "./support/programs.js";

const compiled = "temp/bench";
const packages = `${compiled}/node_modules`;

install("bench");
run("npm", ["run", "--silent", "build"]);
run("tsc", ["-p", "bench"]);
// The compiled bench finds its packages from where it is, and the package itself by the name in the root's package.json.
if (!existsSync(packages)) symlinkSync("../../bench/node_modules", packages, "junction");
run(process.execPath, [`${compiled}/bench/main.js`, ...process.argv.slice(2)]);
