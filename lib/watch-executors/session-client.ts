import type { ExecutorState, SessionState } from "@aws-sdk/client-athena";
import { walkExecutors, type ListedPage } from "../list-executors/walk-executors.js";
import { isInvalidRequest, isUnknownSession } from "../athena/service-errors.js";
import { GET_SESSION_STATUS, requestSessionState } from "../athena/session-calls.js";
import type { Run } from "../pagination/run.js";
import { LIST_EXECUTORS, requestExecutors, type ExecutorsResponse } from "../athena/list-executors-call.js";
import { CallSeries } from "../calls/call-series.js";
import { restartOnDeadToken } from "../athena/dead-token.js";
import type { WatchSettings } from "./watch-executors-config.js";

/** A call that was refused as for an unknown session. */
interface Refusal {
  /** The service's error. */
  readonly error: unknown;
  /** Whether the call asked for the state of the session. */
  readonly isOfState: boolean;
}

/** The calls of a watch. */
export class SessionClient {
  readonly #settings: WatchSettings;
  readonly #run: Run;
  readonly #listing: CallSeries;
  readonly #status: CallSeries;
  #refusal: Refusal | undefined;

  constructor(settings: WatchSettings, run: Run) {
    this.#settings = settings;
    this.#run = run;
    this.#listing = new CallSeries(settings.call, { operation: LIST_EXECUTORS, ...run });
    this.#status = new CallSeries(settings.call, { operation: GET_SESSION_STATUS, ...run });
  }

  /** The last call that was refused as for an unknown session. */
  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  /** Lists the executors in this state, or all of them, page by page. */
  list(state?: ExecutorState): AsyncGenerator<ListedPage, void, undefined> {
    return walkExecutors((token) => this.#page(state, token), restartOnDeadToken(this.#run));
  }

  /** Requests the state of the session. */
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
      // An InvalidRequestException to a request with a token is about the token.
      const isRefused = isUnknownSession(error) && (token === undefined || !isInvalidRequest(error));
      if (isRefused) this.#refusal = { error, isOfState };
      throw error;
    }
  }
}
