import { GetSessionStatusCommand, type ExecutorState } from "@aws-sdk/client-athena";
import { RecentIds } from "./collections/recent-ids.js";
import { RepeatedTokenError } from "./errors/repeated-token-error.js";
import { isSessionGone, SessionGone } from "./session-gone.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import type { Reporter } from "./events/reporter.js";
import { LIST_EXECUTORS } from "./executors/executors-on-page.js";
import { CallSeries } from "./middleware/call-series.js";
import { memberAt } from "./pagination/member.js";
import { walkPages, type Progress, type WalkedPage } from "./pagination/walk-pages.js";
import { requestExecutors, type ExecutorsResponse } from "./request-executors.js";
import { restartOnDeadToken } from "./restart.js";
import type { WatchOptions } from "./watch-executors-options.js";

const STATUS = "GetSessionStatus";

/** Number of executors to remember while a listing is read, at least. */
const REMEMBERED_IDS = 10_000;

/** The executors on a page, and where it leads. */
export type WatchedPage = WalkedPage<ExecutorsResponse["output"], Progress>;

/** What a watch asks the service for. {@link SessionGone} is thrown where there is no such session. */
export class WatchedSession {
  readonly #options: WatchOptions;
  readonly #restart: (error: unknown) => boolean;
  readonly #listing: CallSeries;
  readonly #status: CallSeries;

  constructor(options: WatchOptions, left: AbortSignal, reporter: Reporter) {
    this.#options = options;
    this.#restart = restartOnDeadToken({ reporter, signals: [options.signal, left] });
    const series = { signals: [options.signal, left], reporter };
    this.#listing = new CallSeries(options.call, { operation: LIST_EXECUTORS, ...series });
    this.#status = new CallSeries(options.call, { operation: STATUS, ...series });
  }

  /** The executors in this state, or all of them, page by page. */
  list(state?: ExecutorState): AsyncGenerator<WatchedPage, void, undefined> {
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

  /** Whether the session has ended. One that is degraded or terminating has not. */
  async hasEnded(): Promise<boolean> {
    const command = new GetSessionStatusCommand({ SessionId: this.#options.sessionId });
    const output = await this.#ask(undefined, () => this.#status.send(command));
    const state = memberAt(STATUS, output, "Status.State") ?? undefined;
    if (state === undefined || typeof state === "string") return state === "TERMINATED" || state === "FAILED";
    throw new UnexpectedResponseError(STATUS, "Status.State", "a string", state);
  }

  #page(state: ExecutorState | undefined, token: string | undefined): Promise<ExecutorsResponse> {
    const { sessionId, pageSize } = this.#options;
    return this.#ask(token, () => requestExecutors(this.#listing, { sessionId, state, pageSize, token }));
  }

  async #ask<Answer>(token: string | undefined, request: () => Promise<Answer>): Promise<Answer> {
    try {
      return await request();
    } catch (error) {
      if (this.#options.signal?.aborted === true) throw error;
      throw isSessionGone(error, token) ? new SessionGone(error) : error;
    }
  }
}
