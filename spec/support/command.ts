import { spawn, type ChildProcessByStdio } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";

/** The exit code and the output of the command. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command. */
export interface Command {
  /** Path of the executable file. */
  readonly path: string;
  /** Starts the command with pipes as stdout and stderr. */
  start(words: readonly string[], env?: NodeJS.ProcessEnv): ChildProcessByStdio<null, Readable, Readable>;
  /** Runs the command and waits for its exit. */
  run(words: readonly string[], env?: NodeJS.ProcessEnv): Promise<Run>;
}

const EXTERNAL = ["../index.js", "../testing/index.js"];

/**
 * Builds the command as published, once per spec file. Its folder is inside the repository, so that the SDK resolves.
 */
export function builtCommand(): Command {
  let folder = "";
  beforeAll(async () => {
    await mkdir("temp", { recursive: true });
    folder = await mkdtemp(join("temp", "command-"));
    const options = { bundle: true, format: "esm", packages: "external", target: "es2022" } as const;
    const outdir = join(folder, "dist");
    const entries = ["lib/index.ts", "lib/testing/index.ts"];
    await Promise.all([
      build({ ...options, entryPoints: entries, outdir, outbase: "lib", platform: "neutral" }),
      build({
        ...options,
        entryPoints: ["lib/cli/main.ts"],
        outdir: join(outdir, "cli"),
        platform: "node",
        splitting: true,
        external: EXTERNAL,
      }),
      cp("package.json", join(folder, "package.json")),
    ]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start: Command["start"] = (words, env = {}) => {
    const path = join(folder, "dist", "cli", "main.js");
    return spawn(process.execPath, [path, ...words], { env: cleanEnvironment(env), stdio: ["ignore", "pipe", "pipe"] });
  };
  return {
    get path() {
      return join(folder, "dist", "cli", "main.js");
    },
    start,
    run: (words, env) => ended(start(words, env)),
  };
}

/** Waits for the exit of a started command and collects its output. */
export async function ended(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Run> {
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

/** Credentials and a region for an embedded endpoint. */
export function localEnvironment(url: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL_ATHENA: url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
}

/** Returns an environment without the AWS configuration and the terminal settings of this machine. */
function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/nonexistent",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
    TZ: "UTC",
    ...env,
  };
}

/** Parses CSV (RFC 4180) into rows. */
export function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== "\r\n") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
