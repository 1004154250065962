import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { RecentIds } from "../list-executors/recent-ids.js";
import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import { isInvalidRequest, isUnknownSession } from "../athena/service-errors.js";
import { GET_SESSION_STATUS, requestSessionState } from "../athena/session-calls.js";
import { isStopped, type Run } from "../pagination/run.js";
import { LIST_EXECUTORS, requestExecutors, type ExecutorsResponse } from "../athena/list-executors-call.js";
import { CallSeries } from "../calls/call-series.js";
import { progressOf, walkPages, type Progress, type WalkedPage } from "../pagination/walk-pages.js";
import { restartOnDeadToken } from "../athena/dead-token.js";
import type { WatchSettings } from "./watch-executors-config.js";

/** A refused call, as for an unknown session. Internal: it never reaches the caller. */
export class SessionRefused extends Error {
  override readonly name = "SessionRefused";
  /** The service's error. */
  readonly error: unknown;
  /** Whether the call asked for the state of the session. */
  readonly isOfState: boolean;

  constructor(error: unknown, isOfState: boolean) {
    super("The service refused a call for this session");
    this.error = error;
    this.isOfState = isOfState;
  }
}

/** Minimum number of executors to remember during a listing. */
const REMEMBERED_IDS = 10_000;

/** The executors on a page, and the token of the next one. */
export type ListedPage = WalkedPage<ExecutorsResponse["output"], Progress>;

/** The calls of a watch. Throws {@link SessionRefused} when a call is refused as for an unknown session. */
export class SessionClient {
  readonly #settings: WatchSettings;
  readonly #run: Run;
  readonly #listing: CallSeries;
  readonly #status: CallSeries;

  constructor(settings: WatchSettings, run: Run) {
    this.#settings = settings;
    this.#run = run;
    this.#listing = new CallSeries(settings.call, { operation: LIST_EXECUTORS, ...run });
    this.#status = new CallSeries(settings.call, { operation: GET_SESSION_STATUS, ...run });
  }

  /** Lists the executors in this state, or all of them, page by page. */
  list(state?: ExecutorState): AsyncGenerator<ListedPage, void, undefined> {
    const ids = new RecentIds(REMEMBERED_IDS);
    return walkPages({
      startingToken: undefined,
      fetch: (token) => this.#page(state, token),
      read: ({ output: { ExecutorsSummary: executors } }) => {
        const { count } = ids;
        for (const { ExecutorId } of executors) ids.add(ExecutorId);
        return progressOf(executors, ids.count > count);
      },
      restart: restartOnDeadToken(this.#run),
      repeatedToken: (token, pages) => new RepeatedTokenError(LIST_EXECUTORS, pages, token),
    });
  }

  /** Asks for the state of the session. */
  state(): Promise<SessionState | undefined> {
    return this.#ask(undefined, () => requestSessionState(this.#status, this.#settings.sessionId), true);
  }

  #page(state: ExecutorState | undefined, token: string | undefined): Promise<ExecutorsResponse> {
    const { sessionId, pageSize } = this.#settings;
    return this.#ask(token, () => requestExecutors(this.#listing, { sessionId, state, pageSize, token }));
  }

  async #ask<Answer>(token: string | undefined, request: () => Promise<Answer>, isOfState = false): Promise<Answer> {
    try {
      return await request();
    } catch (error) {
      if (isStopped(this.#run)) throw error;
      // An InvalidRequestException to a request with a token is about the token.
      const isRefused = isUnknownSession(error) && (token === undefined || !isInvalidRequest(error));
      throw isRefused ? new SessionRefused(error, isOfState) : error;
    }
  }
}
