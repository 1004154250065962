#!/usr/bin/env node
import { readArguments, type Arguments, type TextRequest } from "./arguments.js";
import { CommandError, describeFailure, EXIT, Interruption, OutputError } from "./failure.js";
import { type VerbName } from "./flags.js";
import { helpText, versionText } from "./help.js";
import { clearProgress, note, print, watchStreams } from "./output.js";

/** A verb at work. It returns when everything that it started has stopped. */
type Work = (options: Arguments, signal: AbortSignal) => Promise<void>;

// Help and usage errors come without loading the SDK.
const WORK: Readonly<Record<VerbName, () => Promise<Work>>> = {
  list: async () => (await import("./list.js")).list,
  usage: async () => (await import("./usage.js")).usage,
  watch: async () => (await import("./watch.js")).watch,
  timeline: async () => (await import("./timeline.js")).timeline,
  serve: async () => (await import("./serve.js")).serve,
};

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  // An application may silence the SDK's warning about Node versions; a library may not.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  watchStreams();
  try {
    process.exitCode = await run(words);
  } catch (error) {
    process.exitCode = report(error);
  }
}

async function run(words: readonly string[]): Promise<number> {
  if (words.length === 0) {
    process.stderr.write(helpText(undefined));
    return EXIT.usage;
  }
  const options = readArguments(words);
  if ("text" in options) await printText(options);
  else await work(options);
  return EXIT.success;
}

async function printText(request: TextRequest): Promise<void> {
  await print(request.text === "version" ? `${versionText()}\n` : helpText(request.verb));
}

async function work(options: Arguments): Promise<void> {
  const controller = new AbortController();
  const interrupt = (signal: "SIGINT" | "SIGTERM"): void => {
    const interruption = new Interruption(signal);
    // The second one ends the process at once.
    if (controller.signal.aborted) process.exit(interruption.exitCode);
    controller.abort(interruption);
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const start = await load(options.verb);
  await start(options, controller.signal);
}

async function load(verb: VerbName): Promise<Work> {
  try {
    return await WORK[verb]();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    const message = "The AWS SDK is missing. Install it: npm install @aws-sdk/client-athena";
    throw new CommandError(EXIT.configuration, message, { cause: error });
  }
}

/** Reports an error on stderr, and returns the exit code. */
function report(error: unknown): number {
  if (error instanceof OutputError && error.isClosedPipe) {
    clearProgress();
    return EXIT.success;
  }
  const { exitCode, line } = describeFailure(error);
  // Interrupted verbs have written their summary.
  if (error instanceof Interruption) clearProgress();
  else note(line);
  return exitCode;
}
