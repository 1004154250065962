import type { AthenaClient } from "@aws-sdk/client-athena";

import { listExecutors, listWorkGroupExecutors, type ExecutorSummary } from "../index.js";
import type { LocalAthenaOptions } from "../testing/index.js";
import type { Arguments } from "./arguments.js";
import { withClient } from "./connection.js";
import { demoSessions } from "./demo.js";
import { Interruption } from "./failure.js";
import { Progress } from "./progress.js";

/** Executors of one session, as one call answered them. */
export interface ListedPage {
  readonly sessionId: string;
  readonly executors: readonly ExecutorSummary[];
}

/**
 * Reads the executors that the arguments ask for, and notes on stderr what the output cannot show: an interruption, and
 * that `--max-items` was reached.
 *
 * @param use - receives the pages as they come.
 */
export async function withListing(
  options: Arguments,
  signal: AbortSignal,
  use: (pages: AsyncIterable<ListedPage>) => Promise<void>,
): Promise<void> {
  const progress = new Progress({ showsPages: true });
  const demo = (): LocalAthenaOptions => ({ sessions: demoSessions(new Date()) });
  try {
    await withClient(options, demo, (client) => use(readPages(client, options, signal, progress)));
  } catch (error) {
    if (error instanceof Interruption) progress.noteInterruption();
    throw error;
  }
  progress.noteMaxItems(options.maxItems);
}

/** Reads all executors of a session. */
export async function collect(pages: AsyncIterable<ListedPage>): Promise<ExecutorSummary[]> {
  const executors: ExecutorSummary[] = [];
  for await (const page of pages) for (const executor of page.executors) executors.push(executor);
  return executors;
}

async function* readPages(
  client: AthenaClient,
  options: Arguments,
  abortSignal: AbortSignal,
  { onEvent }: Progress,
): AsyncGenerator<ListedPage> {
  const { target, throttle, pageSize, maxItems, startedAfter, filter: ExecutorStateFilter } = options;
  const config = { client, throttle, pageSize, maxItems, startedAfter, abortSignal, onEvent };
  if ("workGroup" in target) {
    const input = { WorkGroup: target.workGroup, SessionStateFilter: options.sessionStates, ExecutorStateFilter };
    for await (const { SessionId, ExecutorsSummary } of listWorkGroupExecutors(config, input).pages()) {
      yield { sessionId: SessionId, executors: ExecutorsSummary };
    }
  } else {
    const { sessionId } = target;
    for await (const { ExecutorsSummary } of listExecutors(config, {
      SessionId: sessionId,
      ExecutorStateFilter,
    }).pages()) {
      yield { sessionId, executors: ExecutorsSummary };
    }
  }
}
