import { AthenaClient } from "@aws-sdk/client-athena";
import { startLocalAthena } from "athena-executors/testing";
import { readArguments, type ExampleArguments } from "./arguments.js";
import { demoSession } from "./demo-session.js";
import { errorLine } from "./error-line.js";

/** What an example works with. */
export interface Connection {
  readonly client: AthenaClient;
  readonly SessionId: string;
  readonly values: ExampleArguments["values"];
}

type Example = (connection: Connection) => Promise<void>;

/**
 * Runs an example on the session that the command line names, or on a demo session of an embedded endpoint. Whatever
 * happens, client and endpoint are closed; an error becomes one line and exit code 1.
 */
export async function connect(
  about: string,
  example: Example,
  furtherOptions: Readonly<Record<string, string>> = {},
): Promise<void> {
  process.stdout.on("error", leaveQuietly);
  try {
    const { values, help } = readArguments(about, furtherOptions);
    if (help !== undefined) console.log(help);
    else if (values["session-id"] === undefined) await runOnEmbeddedEndpoint(example, values);
    else await runOnAws(example, values["session-id"], values);
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

async function runOnEmbeddedEndpoint(example: Example, values: Connection["values"]): Promise<void> {
  console.error("Demo session on an embedded endpoint; --session-id <id> takes one of AWS.");
  const session = demoSession();
  const athena = await startLocalAthena({ sessions: [session], latency: 400 });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ endpoint: athena.url, region: "us-east-1", credentials });
  try {
    await example({ client, SessionId: session.SessionId, values });
  } finally {
    client.destroy();
    await athena.close();
  }
}

async function runOnAws(example: Example, SessionId: string, values: Connection["values"]): Promise<void> {
  const { region, profile } = values;
  const client = new AthenaClient({
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
  });
  try {
    await example({ client, SessionId, values });
  } finally {
    client.destroy();
  }
}
