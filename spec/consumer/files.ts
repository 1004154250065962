import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MOST_FILES = 60;

/** Checks that the package has few files and that no file refers to a source map. */
export function checkFiles(folder: string): void {
  const root = join(folder, "node_modules/athena-executors");
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length > MOST_FILES) throw new Error(`Expected at most ${MOST_FILES} files, got ${files.length}.`);
  const mapped = files.filter((file) => /^\/\/# sourceMappingURL=/m.test(readFileSync(file, "utf8")));
  if (mapped.length > 0) throw new Error(`Expected no reference to a source map, got one in ${mapped.join(", ")}.`);
  console.log(`${files.length} files`);
}
