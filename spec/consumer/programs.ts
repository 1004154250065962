import { execFile } from "node:child_process";

const longestRun = 120_000; // ms, so that a program that hangs does not block the run

export interface Outcome {
  readonly ok: boolean;
  /** Output of the program: stdout, then stderr. */
  readonly output: string;
}

/** Runs a program and waits for its exit. A failure is reported in the outcome, not thrown. */
export function run(
  folder: string,
  program: string,
  values: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", NO_COLOR: "1" };
  const env = { ...process.env, ...quiet, ...variables };
  return new Promise((resolve) => {
    execFile(program, values, { cwd: folder, env, timeout: longestRun }, (error, stdout, stderr) => {
      const failure = error?.killed === true ? `Killed after ${longestRun} ms.` : "";
      resolve({ ok: error === null, output: [stdout, stderr, failure].filter(Boolean).join("\n").trim() });
    });
  });
}

/** Runs a program that has to succeed, and returns its output. */
export async function demand(
  folder: string,
  program: string,
  values: readonly string[],
  variables?: NodeJS.ProcessEnv,
): Promise<string> {
  const { ok, output } = await run(folder, program, values, variables);
  if (!ok) throw new Error(`${[program, ...values].join(" ")}\n${output}`);
  return output;
}
