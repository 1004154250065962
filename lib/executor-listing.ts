import { ListExecutorsCommand, type ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import { linkedSignal } from "./abort/linked-signal.js";
import { RepeatedTokenError } from "./errors/repeated-token-error.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import type { Reporter } from "./events/reporter.js";
import { ExecutorSieve } from "./executors/executor-sieve.js";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import { executorsOnPage } from "./executors/executors-on-page.js";
import type { ListExecutorsOptions } from "./list-executors-options.js";
import { sendCommand } from "./middleware/send-command.js";
import { nextTokenOf } from "./pagination/next-token.js";
import type { Listing } from "./pagination/read-pages.js";
import type { TokenPage } from "./pagination/walk-pages.js";

const OPERATION = "ListExecutors";

/** One listing of a session's executors: how its pages are fetched, and what is made of them. */
export function executorListing(
  options: ListExecutorsOptions,
  left: AbortSignal,
  reporter: Reporter,
): Listing<ListExecutorsCommandOutput, ExecutorSummary> {
  const { states, startedAfter, strictOrder, startingToken, maxItems } = options;
  const sieve = new ExecutorSieve({
    states,
    startedAfter,
    strictOrder,
    onDuplicate: (executorId) => {
      reporter.duplicate(executorId);
    },
    onDisorder: (executorId) => {
      reporter.disorder(executorId);
    },
  });
  return {
    fetch: async (token, wanted) => {
      const { signal, release } = linkedSignal(options.signal, left);
      try {
        const command = listExecutorsCommand(options, token, wanted);
        return toTokenPage(await sendCommand(options.call, { command, operation: OPERATION, signal, reporter }));
      } finally {
        release();
      }
    },
    read: (output) => sieve.sift(executorsOnPage(output.ExecutorsSummary)),
    repeatedToken: (token, pages) => new RepeatedTokenError(OPERATION, pages, token),
    startingToken,
    maxItems,
  };
}

function listExecutorsCommand(
  { sessionId, serviceState, states, pageSize }: ListExecutorsOptions,
  token: string | undefined,
  wanted: number,
): ListExecutorsCommand {
  const isFilteredHere = states !== undefined && serviceState === undefined;
  return new ListExecutorsCommand({
    SessionId: sessionId,
    MaxResults: isFilteredHere ? pageSize : Math.min(pageSize, wanted),
    ...(serviceState !== undefined && { ExecutorStateFilter: serviceState }),
    ...(token !== undefined && { NextToken: token }),
  });
}

function toTokenPage(output: unknown): TokenPage<ListExecutorsCommandOutput> {
  if (typeof output !== "object" || output === null) {
    throw new UnexpectedResponseError(OPERATION, "", "an object", output);
  }
  const page = output as ListExecutorsCommandOutput;
  return { output: page, nextToken: nextTokenOf(OPERATION, "NextToken", page.NextToken) };
}
