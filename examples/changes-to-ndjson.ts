/** `watchExecutors()` in a Node pipeline: prints every change of an executor as a line of JSON. */
import { watchExecutors, type ExecutorChange } from "athena-executors";
import { pipeline } from "node:stream/promises";
import { connectToLivingSession } from "./support/connect.js";
import { ndjsonLine } from "./support/printable.js";

await connectToLivingSession(
  "Writes every change of a session's executors as NDJSON.",
  async ({ client, onEvent, SessionId, pollInterval }) => {
    await pipeline(watchExecutors({ client, onEvent, pollInterval }, { SessionId }), toNdjson, process.stdout);
  },
);

async function* toNdjson(changes: AsyncIterable<ExecutorChange>): AsyncGenerator<string> {
  for await (const change of changes) yield ndjsonLine({ seen: new Date(), ...change });
}
