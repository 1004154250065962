/**
 * Packs the package, installs the tarball into an empty project outside the repository, and checks it there:
 * `npm run check consumer`. After `npm run build`, `npx tsx spec/consumer/run.ts types` runs only the named checks.
 * `npx tsx spec/consumer/run.ts --all` runs every set-up, which is required before a release.
 */
import { parseArgs } from "node:util";
import { checkBrowser } from "./browser.js";
import { checkDeclarations } from "./declarations.js";
import { checkFiles } from "./files.js";
import { installPackage } from "./project.js";
import { checkRuntimes } from "./runtimes.js";
import { checkSetUps } from "./set-ups.js";
import { checkSnippets } from "./snippets.js";
import { checkTypes } from "./types.js";

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: { all: { type: "boolean", default: false } },
});
const parts = {
  files: checkFiles,
  declarations: checkDeclarations,
  types: (folder: string) => checkTypes(folder, values.all),
  runtimes: checkRuntimes,
  snippets: checkSnippets,
  browser: checkBrowser,
  "set-ups": (folder: string) => checkSetUps(folder, values.all),
};
const unknown = names.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`No part: ${unknown.join(", ")}. Parts: ${Object.keys(parts).join(", ")}.`);

const project = await installPackage();
try {
  for (const [name, check] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`--- ${name}`);
    await check(project.folder);
  }
} finally {
  project.remove();
}
