import { ListExecutorsCommand, type ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import { RepeatedTokenError } from "./errors/repeated-token-error.js";
import { isInvalidRequest } from "./errors/service-errors.js";
import type { Reporter } from "./events/reporter.js";
import { ExecutorSieve, type Sifted } from "./executors/executor-sieve.js";
import { executorsOnPage } from "./executors/executors-on-page.js";
import { LARGEST_PAGE, type ListExecutorsOptions } from "./list-executors-options.js";
import { CallSeries } from "./middleware/call-series.js";
import { nextTokenOf } from "./pagination/next-token.js";
import type { Listing, ReadPage } from "./pagination/read-pages.js";

const OPERATION = "ListExecutors";

/** An answer of the service, and the page size that it was asked for with. */
export interface ExecutorAnswer {
  readonly answer: ListExecutorsCommandOutput;
  readonly pageSize: number;
}

/** A page of a session's executors, read and sifted. */
export type ReadExecutors = ReadPage<ExecutorAnswer, Sifted>;

/** One listing of a session's executors: how its pages are fetched, and what is made of them. */
export function executorListing(
  options: ListExecutorsOptions,
  left: AbortSignal,
  reporter: Reporter,
): Listing<ExecutorAnswer, Sifted> {
  const { startingToken, maxItems, resumePoint, signal } = options;
  const sieve = new ExecutorSieve({
    ...options,
    onDuplicate: reporter.duplicate.bind(reporter),
    onDisorder: reporter.disorder.bind(reporter),
  });
  const signals = [signal, left];
  const calls = new CallSeries(options.call, { operation: OPERATION, sharesHandler: true, signals, reporter });
  let isFirst = true;
  return {
    startingToken: resumePoint?.page.token ?? startingToken,
    maxItems,
    fetch: async (token, wanted) => {
      const pageSize = isFirst && resumePoint ? resumePoint.page.pageSize : pageSizeFor(options, sieve, wanted);
      isFirst = false;
      const answer = (await calls.send(listExecutorsCommand(options, token, pageSize))) as ListExecutorsCommandOutput;
      return { output: { answer, pageSize }, token, nextToken: nextTokenOf(OPERATION, "NextToken", answer.NextToken) };
    },
    read: ({ output: { answer, pageSize }, token, nextToken }) =>
      sieve.sift(executorsOnPage(answer.ExecutorsSummary), { token, pageSize }, nextToken === undefined),
    restart: (error) => {
      if (!isInvalidRequest(error) || !sieve.restart()) return false;
      reporter.restart(error);
      return true;
    },
    repeatedToken: (token, pages) => new RepeatedTokenError(OPERATION, pages, token),
  };
}

function pageSizeFor(
  { states, serviceState, pageSize }: ListExecutorsOptions,
  sieve: ExecutorSieve,
  wanted: number,
): number {
  if (sieve.isCatchingUp) return LARGEST_PAGE;
  // What is filtered here has to be fetched whole; what the service filters counts one for one.
  return states !== undefined && serviceState === undefined ? pageSize : Math.min(pageSize, wanted);
}

function listExecutorsCommand(
  { sessionId, serviceState }: ListExecutorsOptions,
  token: string | undefined,
  pageSize: number,
): ListExecutorsCommand {
  return new ListExecutorsCommand({
    SessionId: sessionId,
    MaxResults: pageSize,
    ...(serviceState !== undefined && { ExecutorStateFilter: serviceState }),
    ...(token !== undefined && { NextToken: token }),
  });
}
