// Run by spec/throttle/exit.spec.ts. Aborts listings wherever they can wait. The process should then exit.
import { AthenaClient } from "@aws-sdk/client-athena";
import { createThrottle, listExecutors, type PaginationEvent, type Throttle } from "athena-executors";

const [hanging, throttling] = process.argv.slice(2);

function list(
  endpoint: string | undefined,
  throttle: Throttle,
  abortSignal: AbortSignal,
  onEvent?: (event: PaginationEvent) => void,
): Promise<unknown> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new AthenaClient({ region: "us-east-1", credentials, ...(endpoint !== undefined && { endpoint }) });
  return listExecutors({ client, throttle, abortSignal, onEvent }, { SessionId: "session" }).toArray();
}

const open = createThrottle({ limit: 1000, interval: 1000 });
const full = createThrottle({ limit: 1, interval: 60_000 });
const cooling = createThrottle({ limit: 1000, interval: 1000 });
await full.acquire();
cooling.coolDown(60_000);

const controller = new AbortController();
const { signal } = controller;
const listings = [list(hanging, full, signal), list(hanging, cooling, signal)];
// The two listings above wait before their first request. One of these waits for an answer, the other before a retry.
for (const [endpoint, type] of [
  [hanging, "request"],
  [throttling, "retry"],
]) {
  await new Promise<void>((resolve) => {
    const onEvent = (event: PaginationEvent): void => {
      if (event.type === type) resolve();
    };
    listings.push(list(endpoint, open, signal, onEvent));
  });
}
controller.abort("enough");
const outcomes = await Promise.allSettled(listings);
process.stdout.write(outcomes.map((outcome) => (outcome.status === "rejected" ? String(outcome.reason) : "")).join());
