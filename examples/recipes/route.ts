/** An HTTP route that streams the executors of a session as NDJSON, and stops when the browser leaves. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { listExecutors } from "athena-executors";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";

const client = new AthenaClient({});

/** Answers `GET /executors?session=<id>`, for `createServer` of node:http or a route of Express. */
export async function executorsRoute(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  const SessionId = searchParams.get("session") ?? "";
  const controller = new AbortController();
  const { signal } = controller;
  response.on("close", () => {
    controller.abort();
  });
  try {
    for await (const executor of listExecutors({ client, abortSignal: signal }, { SessionId })) {
      if (!response.headersSent) response.writeHead(200, { "content-type": "application/x-ndjson" });
      if (!response.write(`${JSON.stringify(executor)}\n`)) await once(response, "drain", { signal });
    }
    response.end();
  } catch (error) {
    if (signal.aborted) return;
    // After the first line, the status is sent. Only a broken connection can still report a failure.
    if (response.headersSent) response.destroy();
    else response.writeHead(error instanceof TypeError ? 400 : 502).end(`${String(error)}\n`);
  }
}
