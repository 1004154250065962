// Run by spec/watch-executors/leaving.spec.ts. Leaves watches wherever they can wait. A leaked timer or socket would
// keep the process alive until the spec times out.
import { AthenaClient } from "@aws-sdk/client-athena";
import { watchExecutors, type ExecutorChange, type PaginationEvent, type PaginationIterator } from "athena-executors";

const [idle, hanging] = process.argv.slice(2);
const controller = new AbortController();

function watch(
  endpoint = "",
  abortSignal?: AbortSignal,
  onEvent?: (event: PaginationEvent) => void,
): PaginationIterator<ExecutorChange> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ region: "us-east-1", credentials, endpoint });
  const config = { client, pollInterval: 600_000, abortSignal, onEvent };
  return watchExecutors(config, { SessionId: "session" })[Symbol.asyncIterator]();
}

/** Reads until the watch ends. */
async function outcome(iterator: PaginationIterator<ExecutorChange>): Promise<unknown> {
  try {
    while ((await iterator.next()).done !== true);
    return "left";
  } catch (reason) {
    return reason;
  }
}

/** Starts reading a watch, and resolves at the first event of this type. */
async function begun(
  endpoint: string | undefined,
  type: PaginationEvent["type"],
  signal?: AbortSignal,
): Promise<{ iterator: PaginationIterator<ExecutorChange>; ended: Promise<unknown> }> {
  return new Promise((resolve) => {
    const onEvent = (event: PaginationEvent): void => {
      if (event.type === type) resolve({ iterator, ended });
    };
    const iterator = watch(endpoint, signal, onEvent);
    const ended = outcome(iterator);
  });
}

const between = await begun(idle, "page", controller.signal);
const within = await begun(hanging, "request", controller.signal);
const returned = await begun(idle, "page");
controller.abort("enough");
await returned.iterator.return();
for await (const change of watch(idle)) if (change.initial) break;
const outcomes = await Promise.all([between, within, returned].map(({ ended }) => ended));
process.stdout.write([...outcomes, "left"].join(" "));
