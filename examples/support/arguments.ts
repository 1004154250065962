import { parseArgs } from "node:util";

/** The options of every example, each with its help text. */
const common = {
  "session-id": "a session on AWS; default: an embedded demo session",
  region: "the AWS region; default: AWS_REGION, or the profile's",
  profile: "the AWS profile; default: AWS_PROFILE, or `default`",
};

export interface ExampleArguments {
  /** The given values, by option name. */
  readonly values: Readonly<Partial<Record<string, string>>>;
  /** The help text, if `--help` was given. */
  readonly help: string | undefined;
}

/** Reads the command line. `further` are the options of a single example, each with its help text. */
export function readArguments(about: string, further: Readonly<Record<string, string>>): ExampleArguments {
  const descriptions: Record<string, string> = { ...common, ...further };
  const { help, ...values } = parse(Object.keys(descriptions));
  if (values["session-id"] === undefined && (values["region"] ?? values["profile"]) !== undefined) {
    throw new Error("--region and --profile are for AWS: give a --session-id too.");
  }
  return { values, help: help === undefined ? undefined : helpText(about, descriptions) };
}

function parse(names: readonly string[]): Partial<Record<string, string>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  try {
    const { help, ...values } = parseArgs({ options: { ...options, help: { type: "boolean", short: "h" } } }).values;
    return { ...(values as Partial<Record<string, string>>), ...(help === true && { help: "" }) };
  } catch (error) {
    const [problem = ""] = (error as Error).message.split(/\.\s/);
    const accepted = names.map((name) => `--${name} <value>`).join(", ");
    throw new Error(`${problem}. Accepted: ${accepted}, --help`, { cause: error });
  }
}

function helpText(about: string, descriptions: Readonly<Record<string, string>>): string {
  const lines = Object.entries(descriptions).map(([name, text]) => `  --${name} <value>`.padEnd(24) + text);
  return [about, "", ...lines, "  --help".padEnd(24) + "this text"].join("\n");
}
