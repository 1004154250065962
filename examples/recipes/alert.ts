/** Raises an alert when a session has had no registered worker for five minutes. */
import { AthenaClient } from "@aws-sdk/client-athena";
import { watchExecutors, type ExecutorSummary } from "athena-executors";

const client = new AthenaClient({});

/** Calls `alert` once for each period without workers, at the first poll after `patience` ms. */
export async function alertWithoutWorkers(
  SessionId: string,
  alert: (message: string) => void | Promise<void>,
  { patience = 5 * 60_000, pollInterval = 5000 } = {},
): Promise<void> {
  // An outage must not end the alert.
  const config = { client, pollInterval, history: false, retry: { retries: Infinity } };
  let since: Date | undefined;
  let isReported = false;
  for await (const { at, live } of watchExecutors(config, { SessionId }).polls()) {
    if (live.some(isRegisteredWorker)) {
      since = undefined;
      isReported = false;
      continue;
    }
    since ??= at;
    if (isReported || at.getTime() - since.getTime() < patience) continue;
    isReported = true;
    await alert(`${SessionId} has had no registered worker since ${since.toISOString()}.`);
  }
}

function isRegisteredWorker({ ExecutorType, ExecutorState }: ExecutorSummary): boolean {
  return ExecutorType === "WORKER" && ExecutorState === "REGISTERED";
}
