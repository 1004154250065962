import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import type { Reporter } from "../events/reporter.js";
import { ExecutorSieve, type SievedPage } from "./executor-sieve.js";
import { LIST_EXECUTORS, requestExecutors, type ExecutorsResponse } from "../athena/list-executors-call.js";
import { LARGEST_PAGE } from "../athena/limits.js";
import type { ListExecutorsSettings } from "./list-executors-config.js";
import { requestLiveExecutors } from "./live-listing.js";
import { CallSeries } from "../calls/call-series.js";
import type { Listing, ReadPage } from "../pagination/read-pages.js";
import { restartOnDeadToken } from "../athena/dead-token.js";

/** A page of a session's executors, read and sifted. */
export type ReadExecutors = ReadPage<ExecutorsResponse["output"], SievedPage>;

/** Opens one listing of a session's executors: how its pages are fetched, and what is made of them. */
export function executorListing(
  settings: ListExecutorsSettings,
  left: AbortSignal,
  reporter: Reporter,
): Listing<ExecutorsResponse["output"], SievedPage> {
  const { sessionId, serviceState: state, areLiveWanted, startingToken, maxItems, signal } = settings;
  const sieve = new ExecutorSieve({
    ...settings,
    onDuplicate: reporter.duplicate.bind(reporter),
    onDisorder: reporter.disorder.bind(reporter),
  });
  const signals = [signal, left];
  const calls = new CallSeries(settings.call, { operation: LIST_EXECUTORS, signals, reporter });
  return {
    startingToken,
    maxItems,
    fetch: (token, wanted) => {
      if (areLiveWanted) {
        const restart = restartOnDeadToken({ reporter, signals });
        return requestLiveExecutors({ calls, sessionId, pageSize: settings.pageSize, restart });
      }
      const pageSize = sieve.isCatchingUp ? LARGEST_PAGE : pageSizeFor(settings, wanted);
      return requestExecutors(calls, { sessionId, state, pageSize, token });
    },
    read: ({ output }) => sieve.sift(output.ExecutorsSummary),
    restart: restartOnDeadToken({ reporter, signals, prepare: () => sieve.restart() }),
    repeatedToken: (token, pages) => new RepeatedTokenError(LIST_EXECUTORS, pages, token),
  };
}

/** If the service filters, no more is asked for than is wanted. Otherwise any number may be dropped here. */
function pageSizeFor({ states, serviceState, pageSize }: ListExecutorsSettings, wanted: number): number {
  return states !== undefined && serviceState === undefined ? pageSize : Math.min(pageSize, wanted);
}
