import type { AthenaClient } from "@aws-sdk/client-athena";

import { watchExecutors, type ExecutorChange, type ExecutorSummary, type PaginationEvent } from "../index.js";
import type { LocalAthenaOptions } from "../testing/index.js";
import type { Arguments } from "./arguments.js";
import { withClient } from "./connection.js";
import { demoWatchSession } from "./demo.js";
import { Interruption } from "./failure.js";
import { executorRecord, summaryLine } from "./executor-columns.js";
import { note, print } from "./output.js";
import { Progress } from "./progress.js";
import { jsonLine, textLine } from "./records.js";
import { isTerminal } from "./terminal.js";
import { WatchScreen } from "./watch-screen.js";

/** The demo lives faster than a session of the service. */
const DEMO_INTERVAL = 1000;

/** Shows the changes of a watch. */
interface View {
  readonly onEvent: (event: PaginationEvent) => void;
  show(change: ExecutorChange): Promise<void> | void;
  end(): void;
}

/** Follows the executors of a session: `athena-executors watch`. */
export async function watch(options: Arguments, signal: AbortSignal): Promise<void> {
  const { target, isDemo } = options;
  // The flags of this verb name a session.
  const sessionId = "sessionId" in target ? target.sessionId : "";
  const { pollInterval = isDemo ? DEMO_INTERVAL : undefined } = options;
  const executors = new Map<string, ExecutorSummary>();
  const isRedrawn = options.format === "table" && isTerminal(process.stdout);
  const view = isRedrawn ? new WatchScreen(sessionId, executors, options.color) : linesView(options);
  const demo = (): LocalAthenaOptions => ({ sessions: [demoWatchSession(sessionId, new Date())] });
  const follow = async (client: AthenaClient): Promise<void> => {
    const { throttle, pageSize } = options;
    // Unattended, it has to survive outages of any length. The reasons are shown.
    const retry = { retries: Infinity };
    const config = { client, throttle, retry, pageSize, pollInterval, abortSignal: signal, onEvent: view.onEvent };
    for await (const change of watchExecutors(config, { SessionId: sessionId })) {
      executors.set(change.executor.ExecutorId, change.executor);
      await view.show(change);
    }
  };
  try {
    await withClient(options, demo, follow).finally(() => {
      view.end();
    });
  } catch (error) {
    if (error instanceof Interruption) note(`Interrupted. ${summaryLine([...executors.values()])}.`);
    throw error;
  }
  note(`The session has ended. ${summaryLine([...executors.values()])}.`);
}

function linesView({ format }: Arguments): View {
  const { onEvent } = new Progress({ showsPages: false });
  const lineOf = format === "ndjson" ? ndjsonLine : changeLine;
  return { onEvent, show: (change) => print(lineOf(change, new Date())), end: () => undefined };
}

function ndjsonLine(change: ExecutorChange, at: Date): string {
  return jsonLine({ at, ...change, executor: executorRecord({ executor: change.executor, sessionId: undefined }) });
}

function changeLine({ type, executor, previous }: ExecutorChange, at: Date): string {
  const { ExecutorId, ExecutorType, ExecutorState } = executor;
  return textLine([at.toISOString(), type, ExecutorId, ExecutorType, previous, ExecutorState]);
}
