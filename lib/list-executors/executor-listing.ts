import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import type { Run } from "../pagination/run.js";
import { ExecutorSieve, type SievedPage } from "./executor-sieve.js";
import { LIST_EXECUTORS, requestExecutors, type ExecutorsResponse } from "../athena/list-executors-call.js";
import { LARGEST_PAGE } from "../athena/limits.js";
import type { ListExecutorsSettings } from "./list-executors-config.js";
import { requestLiveExecutors } from "./live-listing.js";
import { CallSeries } from "../calls/call-series.js";
import type { Listing, ReadPage } from "../pagination/read-pages.js";
import { restartOnDeadToken } from "../athena/dead-token.js";

/** A page of a session's executors, read and filtered. */
export type ReadExecutors = ReadPage<ExecutorsResponse["output"], SievedPage>;

/** Describes one listing of a session's executors: how its pages are fetched and read. */
export function executorListing(
  settings: ListExecutorsSettings,
  run: Run,
): Listing<ExecutorsResponse["output"], SievedPage> {
  const { sessionId, serviceState: state, areLiveWanted, startingToken, maxItems } = settings;
  const { reporter } = run;
  const sieve = new ExecutorSieve({
    ...settings,
    onDuplicate: reporter.duplicate.bind(reporter),
    onDisorder: reporter.disorder.bind(reporter),
  });
  const calls = new CallSeries(settings.call, { operation: LIST_EXECUTORS, ...run });
  return {
    startingToken,
    maxItems,
    fetch: (token, wanted) => {
      if (areLiveWanted) {
        const restart = restartOnDeadToken(run);
        return requestLiveExecutors({ calls, sessionId, pageSize: settings.pageSize, restart });
      }
      const pageSize = sieve.isCatchingUp ? LARGEST_PAGE : pageSizeFor(settings, wanted);
      return requestExecutors(calls, { sessionId, state, pageSize, token });
    },
    read: ({ output }) => sieve.sift(output.ExecutorsSummary),
    restart: restartOnDeadToken(run, () => sieve.restart()),
    repeatedToken: (token, pages) => new RepeatedTokenError(LIST_EXECUTORS, pages, token),
  };
}

/** Shrinks the page to what is still wanted, unless executors are filtered here: any number may be dropped then. */
function pageSizeFor({ states, serviceState, pageSize }: ListExecutorsSettings, wanted: number): number {
  return states !== undefined && serviceState === undefined ? pageSize : Math.min(pageSize, wanted);
}
