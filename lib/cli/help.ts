import { readFileSync } from "node:fs";

import { FLAGS, VERBS, type Flag, type FlagName, type Verb, type VerbName } from "./flags.js";

const COMMAND = "npx athena-executors";
/** Returns the help of the command, or of one verb. It opens with examples. */
export function helpText(name: VerbName | undefined): string {
  return [...(name === undefined ? commandHelp() : verbHelp(name)), ""].join("\n");
}

function commandHelp(): string[] {
  const verbs = Object.entries<Verb>(VERBS);
  return [
    ...verbs.map(([, { examples }]) => `  ${COMMAND} ${examples[0] ?? ""}`),
    "",
    "Executors of Amazon Athena for Apache Spark sessions.",
    "",
    `Usage: ${COMMAND} <verb> [flags]`,
    "",
    ...verbs.map(([verb, { summary }]) => row(verb, summary, 10)),
    "",
    `Flags of a verb: ${COMMAND} <verb> --help`,
    "Without a verb:  --help, --version",
    "",
    "Exit codes: 0 success, 252 wrong usage, 253 configuration or credentials,",
    "254 error of the service, 255 anything else, 130 after Ctrl-C.",
  ];
}

function verbHelp(name: VerbName): string[] {
  const { examples, summary, flags, formats }: Verb = VERBS[name];
  return [
    ...examples.map((example) => `  ${COMMAND} ${example}`),
    "",
    summary,
    "",
    `Usage: ${COMMAND} ${name} [flags]`,
    "",
    ...flags.map((flag) => row(flagForm(flag), flag === "output" ? formatHelp(formats) : FLAGS[flag].help, 24)),
    ...(formats.includes("text") ? ["", "The output is a table on a terminal, and text elsewhere."] : []),
  ];
}

function row(term: string, text: string, width: number): string {
  return `  ${term.padEnd(width)}${text}`;
}

/** Returns a flag as it is typed: `--session-id ID`. */
function flagForm(name: FlagName): string {
  const { value }: Flag = FLAGS[name];
  const short = name === "output" ? "-o, " : "";
  return `${short}--${name}${value === undefined ? "" : ` ${value}`}`;
}

function formatHelp(formats: readonly string[]): string {
  return formats.join(", ");
}

/** Returns the version of the package. The manifest is two folders up, from the sources as from the bundle. */
export function versionText(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
