import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { walkExecutors, type ListedPage } from "../list-executors/walk-executors.js";
import { isInvalidRequest, isUnknownSession } from "../athena/service-errors.js";
import { GET_SESSION_STATUS, requestSessionState } from "../athena/session-calls.js";
import { isStopped, type Run } from "../pagination/run.js";
import { LIST_EXECUTORS, requestExecutors, type ExecutorsResponse } from "../athena/list-executors-call.js";
import { CallSeries } from "../calls/call-series.js";
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
    return walkExecutors((token) => this.#page(state, token), restartOnDeadToken(this.#run));
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
