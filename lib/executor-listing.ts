import { RepeatedTokenError } from "./errors/repeated-token-error.js";
import type { Reporter } from "./events/reporter.js";
import { ExecutorSieve, type Sifted } from "./executors/executor-sieve.js";
import { LIST_EXECUTORS } from "./executors/executors-on-page.js";
import { LARGEST_PAGE, type ListExecutorsOptions } from "./list-executors-options.js";
import { CallSeries } from "./middleware/call-series.js";
import type { Listing, ReadPage } from "./pagination/read-pages.js";
import { requestExecutors, type ExecutorsAnswer } from "./request-executors.js";
import { restartOnDeadToken } from "./restart.js";

/** A page of a session's executors, read and sifted. */
export type ReadExecutors = ReadPage<ExecutorsAnswer, Sifted>;

/** One listing of a session's executors: how its pages are fetched, and what is made of them. */
export function executorListing(
  options: ListExecutorsOptions,
  left: AbortSignal,
  reporter: Reporter,
): Listing<ExecutorsAnswer, Sifted> {
  const { sessionId, serviceState: state, startingToken, maxItems, resumePoint, signal } = options;
  const sieve = new ExecutorSieve({
    ...options,
    onDuplicate: reporter.duplicate.bind(reporter),
    onDisorder: reporter.disorder.bind(reporter),
  });
  const signals = [signal, left];
  const calls = new CallSeries(options.call, { operation: LIST_EXECUTORS, signals, reporter });
  let isFirst = true;
  return {
    startingToken: resumePoint?.page.token ?? startingToken,
    maxItems,
    fetch: (token, wanted) => {
      const pageSize = isFirst && resumePoint ? resumePoint.page.pageSize : pageSizeFor(options, sieve, wanted);
      isFirst = false;
      return requestExecutors(calls, { sessionId, state, pageSize, token });
    },
    read: ({ output: { executors, pageSize }, token, nextToken }) =>
      sieve.sift(executors, { token, pageSize }, nextToken === undefined),
    restart: restartOnDeadToken(reporter, (error) => sieve.restart(error)),
    repeatedToken: (token, pages) => new RepeatedTokenError(LIST_EXECUTORS, pages, token),
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
