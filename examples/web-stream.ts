/** A web `ReadableStream` of executors through a `TransformStream`. The result can be the body of a `Response`. */
import { listExecutors, type ExecutorSummary } from "athena-executors";
import { connect } from "./support/connect.js";
import { plural } from "./support/plural.js";

await connect(
  "Streams the executors of a session as a web stream of NDJSON.",
  async ({ client, onEvent, SessionId }) => {
    const toNdjson = new TransformStream<ExecutorSummary, string>({
      transform: (executor, controller) => {
        controller.enqueue(`${JSON.stringify(executor)}\n`);
      },
    });
    const executors = ReadableStream.from(listExecutors({ client, onEvent }, { SessionId })); // Node 20.6 and later
    const body = executors.pipeThrough(toNdjson).pipeThrough(new TextEncoderStream());

    const began = performance.now();
    const arrivals: number[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      arrivals.push(performance.now() - began);
      bytes += chunk.length;
    }
    console.log(`${plural(arrivals.length, "line")}, ${plural(bytes, "byte")}`);
    console.log(
      `first line after ${arrivals.at(0)?.toFixed(0) ?? "-"} ms, last after ${arrivals.at(-1)?.toFixed(0) ?? "-"} ms`,
    );
  },
);
