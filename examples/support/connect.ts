import { AthenaClient } from "@aws-sdk/client-athena";
import type { PaginationEvent } from "athena-executors";
import { startLocalAthena, type LocalAthenaOptions } from "athena-executors/testing";
import { readArguments, type ExampleArguments } from "./arguments.js";
import { demoLivingSession, demoPollInterval } from "./demo-living-session.js";
import { demoSessionId } from "./demo-session.js";
import { demoWorkGroupSessions } from "./demo-work-group.js";
import { errorLine } from "./error-line.js";
import { progress } from "./progress.js";

type Values = ExampleArguments["values"];

/** The client, session and options of an example. */
export interface Connection {
  readonly client: AthenaClient;
  /** Reports progress and retries on stderr. */
  readonly onEvent: (event: PaginationEvent) => void;
  readonly SessionId: string;
  readonly values: Values;
}

/** The connection of an example that watches a session. */
export interface LivingConnection extends Connection {
  /** Milliseconds between two polls, or `undefined` for the default. */
  readonly pollInterval: number | undefined;
}

/**
 * Runs an example on the session of the command line, or on a demo session of an embedded endpoint. Always closes the
 * client and the endpoint. An error is printed as one line, and the exit code is 1.
 */
export async function connect(
  about: string,
  example: (connection: Connection) => Promise<void>,
  furtherOptions: Readonly<Record<string, string>> = {},
): Promise<void> {
  const target = { demo: demoSessionId, athena: demo };
  const list: Example = (client, SessionId, values) =>
    example({ client, onEvent: progress("items"), SessionId, values });
  await run(about, target, list, furtherOptions);
}

/** Runs an example that watches a session. Its demo session changes, and ends after a few seconds. */
export async function connectToLivingSession(
  about: string,
  example: (connection: LivingConnection) => Promise<void>,
  furtherOptions: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { SessionId: living } = demoLivingSession;
  const target = { demo: living, athena: livingDemo };
  const follow: Example = (client, SessionId, values) => {
    const pollInterval = values["session-id"] === undefined ? demoPollInterval : undefined;
    return example({ client, onEvent: progress("changes"), SessionId, values, pollInterval });
  };
  await run(about, target, follow, furtherOptions);
}

interface Target {
  /** The id of the demo session. */
  readonly demo: string;
  /** Returns the options of the embedded endpoint. */
  readonly athena: () => LocalAthenaOptions;
}

const demo = (): LocalAthenaOptions => ({ sessions: demoWorkGroupSessions(), latency: 400 });
const livingDemo = (): LocalAthenaOptions => ({ sessions: [demoLivingSession], latency: 20 });

type Example = (client: AthenaClient, name: string, values: Values) => Promise<void>;

async function run(
  about: string,
  target: Target,
  example: Example,
  furtherOptions: Readonly<Record<string, string>>,
): Promise<void> {
  process.stdout.on("error", leave);
  try {
    const { values, help } = readArguments(about, furtherOptions);
    const name = values["session-id"];
    if (help !== undefined) console.log(help);
    else if (name === undefined) await runOnEmbeddedEndpoint(example, target, values);
    else await runOnAws(example, name, values);
  } catch (error) {
    console.error(errorLine(error));
    process.exitCode = 1;
  }
}

/** Exits with 0 if the reader of the output, such as `head`, has closed the pipe. Other write errors exit with 1. */
function leave(error: NodeJS.ErrnoException): never {
  if (error.code === "EPIPE") process.exit(0);
  console.error(`Cannot write the output: ${errorLine(error)}`);
  process.exit(1);
}

async function runOnEmbeddedEndpoint(
  example: Example,
  { demo, athena: options }: Target,
  values: Values,
): Promise<void> {
  console.error("Demo session on an embedded endpoint. Use --session-id <id> for a session on AWS.");
  const athena = await startLocalAthena(options());
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: athena.url, region: "us-east-1", credentials });
  try {
    await example(client, demo, values);
  } finally {
    client.destroy();
    await athena.close();
  }
}

async function runOnAws(example: Example, name: string, values: Values): Promise<void> {
  const { region, profile } = values;
  const client = new AthenaClient({
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
  });
  try {
    await example(client, name, values);
  } finally {
    client.destroy();
  }
}
