import { once } from "node:events";
import { readFile } from "node:fs/promises";

import { startLocalAthena, type LocalAthena, type LocalAthenaOptions } from "../testing/index.js";
import { DEMO_SESSION, type Arguments } from "./arguments.js";
import { livingSessions } from "./demo.js";
import { CommandError, EXIT, usageError } from "./failure.js";
import { note, printLines } from "./output.js";
import { clean } from "./terminal.js";

type Sessions = NonNullable<LocalAthenaOptions["sessions"]>;

/** Serves sessions until it is interrupted: `athena-executors serve`. */
export async function serve({ host, port, file }: Arguments, signal: AbortSignal): Promise<void> {
  const sessions = file === undefined ? livingSessions(new Date()) : await sessionsOf(file);
  const athena = await start({ sessions, host, port, keepRequests: 0 }, file);
  try {
    await printLines(guide(athena.url, sessions[0]?.SessionId ?? DEMO_SESSION));
    if (!signal.aborted) await once(signal, "abort");
    note("Stopped.");
  } finally {
    await athena.close();
  }
}

async function sessionsOf(file: string): Promise<Sessions> {
  try {
    const content: unknown = JSON.parse(await readFile(file, "utf8"));
    if (Array.isArray(content)) return content as Sessions;
  } catch (error) {
    throw usageError(`Cannot read --file ${file}: ${(error as Error).message}`);
  }
  throw usageError(`Expected --file ${file} to hold a JSON array of sessions.`);
}

async function start(options: LocalAthenaOptions, file: string | undefined): Promise<LocalAthena> {
  try {
    return await startLocalAthena(options);
  } catch (error) {
    const { message, cause } = error as Error;
    if (cause !== undefined) throw listenError(options, cause);
    // Everything else in the options has been checked here.
    if (error instanceof TypeError && file !== undefined) throw usageError(`Cannot serve --file ${file}: ${message}`);
    throw error;
  }
}

/**
 * Returns a shell script that points clients at the endpoint. Older versions of boto3 and the AWS CLI do not read the
 * first variable.
 */
function guide(url: string, sessionId: string): string[] {
  const id = /^[\w.:-]+$/.test(sessionId) ? sessionId : JSON.stringify(clean(sessionId));
  return [
    `An embedded endpoint of Amazon Athena listens on ${url} until Ctrl-C.`,
    "In another terminal:",
    "",
    `export AWS_ENDPOINT_URL_ATHENA=${url}`,
    "export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1",
    "export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local",
    "",
    "# this command",
    `npx athena-executors list --session-id ${id}`,
    "# the AWS CLI",
    `aws athena list-executors --session-id ${id} \\`,
    "  --endpoint-url $AWS_ENDPOINT_URL_ATHENA",
    "# boto3",
    "python3 - <<'END'",
    "import boto3, os",
    'url = os.environ["AWS_ENDPOINT_URL_ATHENA"]',
    'athena = boto3.client("athena", endpoint_url=url)',
    `page = athena.list_executors(SessionId=${JSON.stringify(clean(sessionId))})`,
    'print(page["ExecutorsSummary"])',
    "END",
  ];
}

function listenError({ host = "", port = 0 }: LocalAthenaOptions, cause: unknown): CommandError {
  const { code = String(cause) } = cause as NodeJS.ErrnoException;
  const message =
    code === "EADDRINUSE"
      ? `Port ${port} is taken. Give another --port, or --port 0 for any.`
      : `Cannot listen on port ${port} of ${host} (${code}). Give another --port or --host.`;
  return new CommandError(EXIT.other, message, { cause });
}
