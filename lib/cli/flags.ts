/** A flag of the command. */
export interface Flag {
  /** Placeholder of the value in the help. Flags without it are switches. */
  readonly value?: string;
  readonly help: string;
  readonly isRepeatable?: boolean;
}

/** Every flag, in the order of the help. */
export const FLAGS = {
  "session-id": { value: "ID", help: "the session" },
  "work-group": { value: "NAME", help: "the sessions of this workgroup" },
  demo: { help: "an embedded session: no AWS account, nothing is billed" },
  state: { value: "STATE", help: "only executors in this state; may be repeated", isRepeatable: true },
  live: { help: "only executors that have not ended" },
  "session-state": {
    value: "STATE",
    help: "only sessions in this state; by default active ones",
    isRepeatable: true,
  },
  since: { value: "TIME", help: "only executors started since: 2h, or an ISO time" },
  "max-items": { value: "N", help: "read at most N executors" },
  "page-size": { value: "N", help: "executors per call, 1 to 100; by default 100" },
  interval: { value: "TIME", help: "time between two looks at the session; by default 5s" },
  limit: { value: "N/TIME", help: "at most N calls in that time; by default 10/2s" },
  host: { value: "HOST", help: "the interface to listen on; by default 127.0.0.1" },
  port: { value: "PORT", help: "the port to listen on, 0 for any; by default 8000" },
  file: { value: "FILE", help: "serve the sessions of a JSON file" },
  output: { value: "FORMAT", help: "" },
  region: { value: "REGION", help: "the AWS region; by default AWS_REGION or the profile's" },
  profile: { value: "NAME", help: "the AWS profile; by default AWS_PROFILE" },
  "endpoint-url": { value: "URL", help: "another endpoint; also AWS_ENDPOINT_URL_ATHENA" },
  color: { value: "WHEN", help: "auto, on or off; by default auto" },
  help: { help: "this text" },
  version: { help: "the version number" },
} as const satisfies Readonly<Record<string, Flag>>;

/** The name of a flag. */
export type FlagName = keyof typeof FLAGS;

/** An output format. */
export type Format = "table" | "text" | "json" | "ndjson" | "csv" | "svg";

/** A verb of the command. */
export interface Verb {
  readonly summary: string;
  readonly examples: readonly string[];
  readonly flags: readonly FlagName[];
  readonly formats: readonly Format[];
}

const AWS = ["region", "profile", "endpoint-url"] as const;
const FILTERS = ["state", "live", "since", "max-items", "page-size"] as const;
const COMMON = ["color", "help"] as const;

/** Every verb, in the order of the help. */
export const VERBS = {
  list: {
    summary: "Lists executors, newest first.",
    examples: ["list --demo", "list --session-id ID --live", "list --work-group primary -o csv > executors.csv"],
    flags: ["session-id", "work-group", "demo", ...FILTERS, "session-state", "limit", "output", ...AWS, ...COMMON],
    formats: ["table", "text", "json", "ndjson", "csv"],
  },
  usage: {
    summary: "Adds up executors, DPUs in use and DPU-hours.",
    examples: ["usage --demo", "usage --session-id ID", "usage --work-group primary --live"],
    flags: ["session-id", "work-group", "demo", ...FILTERS, "session-state", "limit", "output", ...AWS, ...COMMON],
    formats: ["table", "text", "json", "csv"],
  },
  watch: {
    summary: "Follows the executors of a session until it ends.",
    examples: [
      "watch --demo",
      "watch --session-id ID --interval 10s",
      "watch --session-id ID -o ndjson | jq .executor",
    ],
    flags: ["session-id", "demo", "interval", "page-size", "limit", "output", ...AWS, ...COMMON],
    formats: ["table", "text", "ndjson"],
  },
  timeline: {
    summary: "Shows how a session scaled.",
    examples: ["timeline --demo", "timeline --session-id ID -o svg > session.svg", "timeline --session-id ID -o csv"],
    flags: ["session-id", "demo", ...FILTERS, "limit", "output", ...AWS, ...COMMON],
    formats: ["table", "svg", "json", "csv"],
  },
  serve: {
    summary: "Starts an embedded endpoint of Amazon Athena with demo sessions.",
    examples: ["serve", "serve --port 0", "serve --file sessions.json"],
    flags: ["host", "port", "file", "color", "help"],
    formats: [],
  },
} as const satisfies Readonly<Record<string, Verb>>;

/** The name of a verb. */
export type VerbName = keyof typeof VERBS;
