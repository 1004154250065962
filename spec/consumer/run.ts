/**
 * Packs the package, installs the tarball into an empty project outside of the repository, and checks it from there:
 * `npm run check consumer`, or only some parts after `npm run build`: `npx tsx spec/consumer/run.ts types`.
 */
import { checkBrowser } from "./browser.js";
import { checkDeclarations } from "./declarations.js";
import { installPackage } from "./project.js";
import { checkRuntimes } from "./runtimes.js";
import { checkTypes } from "./types.js";

const parts = { declarations: checkDeclarations, types: checkTypes, runtimes: checkRuntimes, browser: checkBrowser };
const names = process.argv.slice(2);
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
