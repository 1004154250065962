import { createRequire } from "node:module";
import { arch, cpus, platform } from "node:os";
import type { Results } from "./results.js";

/** Describes the versions and the machine that the figures depend on. */
export function environment(): Results["environment"] {
  const processors = cpus();
  return {
    node: process.version,
    sdk: `@aws-sdk/client-athena ${sdkVersion()}`,
    cpu: `${processors.length} × ${processors[0]?.model.trim() ?? "unknown"}`,
    platform: `${platform()} ${arch()}`,
  };
}

function sdkVersion(): string {
  const { version } = createRequire(import.meta.url)("@aws-sdk/client-athena/package.json") as { version: string };
  return version;
}
