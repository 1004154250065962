import { AthenaClient } from "@aws-sdk/client-athena";
import { startLocalAthena, type LocalAthenaOptions } from "athena-executors/testing";
import { readArguments, type ExampleArguments, type TargetOption } from "./arguments.js";
import { demoLivingSession, demoPollInterval } from "./demo-living-session.js";
import { demoSessionId } from "./demo-session.js";
import { demoWorkGroup, demoWorkGroupSessions } from "./demo-work-group.js";
import { errorLine } from "./error-line.js";

type Values = ExampleArguments["values"];

/** What an example works with. */
export interface Connection {
  readonly client: AthenaClient;
  readonly SessionId: string;
  readonly values: Values;
}

/** What an example that follows a session works with. */
export interface LivingConnection extends Connection {
  /** In ms; `undefined` for the default. */
  readonly pollInterval: number | undefined;
}

/** What an example about a workgroup works with. */
export interface WorkGroupConnection {
  readonly client: AthenaClient;
  readonly WorkGroup: string;
}

/**
 * Runs an example on the session that the command line names, or on a demo session of an embedded endpoint. Whatever
 * happens, client and endpoint are closed; an error becomes one line and exit code 1.
 */
export async function connect(
  about: string,
  example: (connection: Connection) => Promise<void>,
  furtherOptions: Readonly<Record<string, string>> = {},
): Promise<void> {
  const target = { option: "session-id", what: "session", value: "id", demo: demoSessionId, athena: demo } as const;
  await run(about, target, (client, SessionId, values) => example({ client, SessionId, values }), furtherOptions);
}

/** The same for an example that follows a session: the demo session is a living one, and over in some seconds. */
export async function connectToLivingSession(
  about: string,
  example: (connection: LivingConnection) => Promise<void>,
  furtherOptions: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { SessionId: living } = demoLivingSession;
  const target = { option: "session-id", what: "session", value: "id", demo: living, athena: livingDemo } as const;
  const follow: Example = (client, SessionId, values) => {
    const pollInterval = values["session-id"] === undefined ? demoPollInterval : undefined;
    return example({ client, SessionId, values, pollInterval });
  };
  await run(about, target, follow, furtherOptions);
}

/** The same for an example about a workgroup: the one that the command line names, or the demo session's. */
export async function connectToWorkGroup(
  about: string,
  example: (connection: WorkGroupConnection) => Promise<void>,
): Promise<void> {
  const target = { option: "work-group", what: "workgroup", value: "name", demo: demoWorkGroup, athena: demo } as const;
  await run(about, target, (client, WorkGroup) => example({ client, WorkGroup }), {});
}

interface Target {
  readonly option: TargetOption;
  readonly what: string;
  readonly value: string;
  /** What the embedded endpoint has of it. */
  readonly demo: string;
  /** How the embedded endpoint is started for it. */
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
  process.stdout.on("error", leaveQuietly);
  try {
    const { values, help } = readArguments(about, target.option, furtherOptions);
    const name = values[target.option];
    if (help !== undefined) console.log(help);
    else if (name === undefined) await runOnEmbeddedEndpoint(example, target, values);
    else await runOnAws(example, name, values);
  } catch (error) {
    console.error(errorLine(error));
    process.exitCode = 1;
  }
}

/** A reader such as `head` has seen enough and left: nothing to make a noise about. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}

async function runOnEmbeddedEndpoint(
  example: Example,
  { option, what, value, demo, athena: options }: Target,
  values: Values,
): Promise<void> {
  console.error(`Demo ${what} on an embedded endpoint; --${option} <${value}> takes one of AWS.`);
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
