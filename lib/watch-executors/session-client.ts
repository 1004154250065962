import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { RecentIds } from "../list-executors/recent-ids.js";
import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import { isInvalidRequest, isUnknownSession } from "../athena/service-errors.js";
import { GET_SESSION_STATUS, requestSessionState } from "../athena/session-calls.js";
import type { Reporter } from "../events/reporter.js";
import { LIST_EXECUTORS, requestExecutors, type ExecutorsResponse } from "../athena/list-executors-call.js";
import { CallSeries } from "../calls/call-series.js";
import { walkPages, type Progress, type WalkedPage } from "../pagination/walk-pages.js";
import { restartOnDeadToken } from "../athena/dead-token.js";
import type { WatchSettings } from "./watch-executors-config.js";

/** The service refused a call for a session, as it does for one that it does not know. It never reaches the caller. */
export class SessionRefused extends Error {
  override readonly name = "SessionRefused";
  /** The service's error. */
  readonly error: unknown;
  /** Whether it answered the question for the session's state. */
  readonly isOfState: boolean;

  constructor(error: unknown, isOfState: boolean) {
    super("The service refused a call for this session");
    this.error = error;
    this.isOfState = isOfState;
  }
}

/** Number of executors to remember while a listing is read, at least. */
const REMEMBERED_IDS = 10_000;

/** The executors on a page, and where it leads. */
export type ListedPage = WalkedPage<ExecutorsResponse["output"], Progress>;

/** What a watch asks the service. Throws {@link SessionRefused} when a call is refused as for an unknown session. */
export class SessionClient {
  readonly #settings: WatchSettings;
  readonly #restart: (error: unknown) => boolean;
  readonly #listing: CallSeries;
  readonly #status: CallSeries;

  constructor(settings: WatchSettings, left: AbortSignal, reporter: Reporter) {
    this.#settings = settings;
    this.#restart = restartOnDeadToken({ reporter, signals: [settings.signal, left] });
    const series = { signals: [settings.signal, left], reporter };
    this.#listing = new CallSeries(settings.call, { operation: LIST_EXECUTORS, ...series });
    this.#status = new CallSeries(settings.call, { operation: GET_SESSION_STATUS, ...series });
  }

  /** The executors in this state, or all of them, page by page. */
  list(state?: ExecutorState): AsyncGenerator<ListedPage, void, undefined> {
    const ids = new RecentIds(REMEMBERED_IDS);
    return walkPages({
      startingToken: undefined,
      fetch: (token) => this.#page(state, token),
      read: ({ output: { ExecutorsSummary: executors } }) => {
        const { count } = ids;
        for (const { ExecutorId } of executors) ids.add(ExecutorId);
        const hasUnseen = ids.count > count;
        return { hasUnseen, isRepeat: executors.length > 0 && !hasUnseen };
      },
      restart: this.#restart,
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
      if (this.#settings.signal?.aborted === true) throw error;
      // An InvalidRequestException to a request with a token is about the token.
      const isRefused = isUnknownSession(error) && (token === undefined || !isInvalidRequest(error));
      throw isRefused ? new SessionRefused(error, isOfState) : error;
    }
  }
}
