import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { transformSync } from "esbuild";
import { codeBlocks } from "../support/markdown.js";
import { run } from "./programs.js";

/** A code block to run. */
interface Snippet {
  /** File and line, such as `docs/listing.md:33`. */
  readonly place: string;
  readonly code: string;
}

/** Snippets that are compiled but not run. Each is identified by a part of its code. */
const NOT_RUN = [
  { part: '"@aws-sdk/client-dynamodb"', reason: "the embedded endpoint serves Athena only" },
  { part: '"athena-executors/redis"', reason: "needs a Redis server" },
];

/** Snippets that print nothing, because they write a file or only warn. Each is identified by a part of its code. */
const SILENT = ["appendFile(", "createWriteStream(", "No worker for ten minutes."];

/** Calls a handler as AWS Lambda does. */
const CALL_OF_HANDLER = `
console.log(await handler({ SessionId: "my-session" }, { getRemainingTimeInMillis: () => 30_000 }));
`;

/** The session for snippets that watch. It ends within 10 seconds, unlike the default sessions. */
const ENDING_SESSION = { SessionId: "my-session", life: { seed: 7, calculations: 1, workers: 6, speed: 20 } };

const SIDE_BY_SIDE = 2;

/**
 * Runs the code blocks of the README and the docs against `athena-executors serve`, in a project with only the package
 * and the SDK. Each block has to print something and to end without an error.
 */
export async function checkSnippets(folder: string): Promise<void> {
  const files = ["README.md", ...readdirSync("docs").map((name) => join("docs", name))];
  const snippets = files.filter((name) => name.endsWith(".md")).flatMap(snippetsOf);
  const isWatch = ({ code }: Snippet): boolean => code.includes("watchExecutors(");
  const watches = snippets.filter(isWatch);
  const others = snippets.filter((snippet) => !isWatch(snippet));
  const root = join(folder, "snippets");
  mkdirSync(root);
  writeFileSync(join(root, "sessions.json"), JSON.stringify([ENDING_SESSION]));
  const failures = await Promise.all([
    withEndpoint(root, ["--file", "sessions.json"], (variables) =>
      failuresOf(root, watches, variables, watches.length),
    ),
    withEndpoint(root, [], (variables) => failuresOf(root, others, variables, SIDE_BY_SIDE)),
  ]);
  if (failures.flat().length > 0) throw new Error(`Some snippets failed:\n${failures.flat().join("\n")}`);
}

function snippetsOf(file: string): Snippet[] {
  return codeBlocks(readFileSync(file, "utf8"))
    .filter(({ language }) => language === "ts")
    .map(({ code, line }) => ({ place: `${file}:${line}`, code }));
}

/** Serves sessions with the package's command while `work` runs. */
async function withEndpoint<Result>(
  folder: string,
  flags: readonly string[],
  work: (variables: NodeJS.ProcessEnv) => Promise<Result>,
): Promise<Result> {
  const command = join(folder, "../node_modules/.bin/athena-executors");
  const server = spawn(command, ["serve", "--port", "0", ...flags], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(server, "exit");
  try {
    return await work(await variablesFrom(server.stdout));
  } finally {
    server.kill();
    await ended;
  }
}

/** Parses the shell variables that the command prints. */
async function variablesFrom(stdout: Readable): Promise<NodeJS.ProcessEnv> {
  let text = "";
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes("# this command")) break;
  }
  const exported = text.split("\n").filter((line) => line.startsWith("export "));
  if (exported.length === 0) throw new Error(`Expected \`serve\` to print variables, got ${text}`);
  const pairs = exported.flatMap((line) => [...line.matchAll(/(\w+)=(\S+)/g)]);
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, value]));
}

/** Runs snippets concurrently, and returns a text for each failure. */
async function failuresOf(
  root: string,
  snippets: readonly Snippet[],
  variables: NodeJS.ProcessEnv,
  sideBySide: number,
): Promise<string[]> {
  const waiting = [...snippets];
  const failures: string[] = [];
  const lane = async (): Promise<void> => {
    for (let snippet = waiting.shift(); snippet !== undefined; snippet = waiting.shift()) {
      const failure = await failureOf(root, snippet, variables);
      if (failure !== undefined) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, lane));
  return failures;
}

async function failureOf(
  root: string,
  { place, code }: Snippet,
  variables: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const reason = NOT_RUN.find(({ part }) => code.includes(part))?.reason;
  if (reason !== undefined) {
    console.log(`${place}: not run: ${reason}`);
    return undefined;
  }
  // Some snippets write files, so each has its own folder.
  const folder = join(root, place.replaceAll(/\W/g, "-"));
  mkdirSync(folder);
  const program = code.includes("function handler(") ? code + CALL_OF_HANDLER : code;
  writeFileSync(join(folder, "snippet.mjs"), transformSync(program, { loader: "ts", target: "node20" }).code);
  const start = performance.now();
  const { ok, output } = await run(folder, process.execPath, ["snippet.mjs"], variables);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const isSilent = SILENT.some((part) => code.includes(part));
  if (!ok || isSilent !== (output === "")) return `${place}: ${output || "Nothing was printed."}`;
  console.log(`${place}: works (${seconds} s), prints ${isSilent ? "nothing" : (output.split("\n")[0] ?? "")}`);
  return undefined;
}
