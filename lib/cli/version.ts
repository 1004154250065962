import { readFileSync } from "node:fs";

/** Returns the version of the package. The manifest is two folders up, from the sources as from the bundle. */
export function versionText(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
