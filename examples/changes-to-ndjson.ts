/** `watchExecutors()` in a Node pipeline: every change of an executor as a line of JSON, for whatever reads on. */
import { watchExecutors, type ExecutorChange } from "athena-executors";
import { pipeline } from "node:stream/promises";
import { connectToLivingSession } from "./support/connect.js";

await connectToLivingSession(
  "Writes every change of a session's executors as NDJSON.",
  async ({ client, SessionId, pollInterval }) => {
    await pipeline(watchExecutors({ client, pollInterval }, { SessionId }), toNdjson, process.stdout);
  },
);

async function* toNdjson(changes: AsyncIterable<ExecutorChange>): AsyncGenerator<string> {
  for await (const change of changes) yield `${JSON.stringify({ seen: new Date(), ...change })}\n`;
}
