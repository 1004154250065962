/** A paginator in a Node pipeline: writes executors as gzipped NDJSON, with at most one page in memory. */
import { listExecutors, type ExecutorSummary } from "athena-executors";
import { createWriteStream } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { connect } from "./support/connect.js";
import { plural } from "./support/plural.js";

await connect(
  "Streams the executors of a session into a file of gzipped NDJSON.",
  async ({ client, onEvent, SessionId, values }) => {
    const path = values["out"] ?? join(await mkdtemp(join(tmpdir(), "executors-")), "executors.ndjson.gz");
    let lines = 0;
    async function* toNdjson(executors: AsyncIterable<ExecutorSummary>): AsyncGenerator<string> {
      for await (const executor of executors) {
        lines += 1;
        yield `${JSON.stringify(executor)}\n`;
      }
    }
    const file = createWriteStream(path);
    await pipeline(listExecutors({ client, onEvent }, { SessionId }), toNdjson, createGzip(), file);
    console.log(`${plural(lines, "line")}, ${plural(file.bytesWritten, "byte")} compressed: ${path}`);
  },
  { out: "the file to write; default: one in a temporary folder" },
);
