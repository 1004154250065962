import {
  GetSessionStatusCommand,
  ListExecutorsCommand,
  type ExecutorState,
  type ListExecutorsCommandOutput,
} from "@aws-sdk/client-athena";
import { RepeatedTokenError } from "./errors/repeated-token-error.js";
import { isInvalidRequest } from "./errors/service-errors.js";
import { isSessionGone, SessionGone } from "./errors/session-gone.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import type { Reporter } from "./events/reporter.js";
import type { ExecutorSummary } from "./executors/executor-summary.js";
import { executorsOnPage } from "./executors/executors-on-page.js";
import { CallSeries } from "./middleware/call-series.js";
import type { Command } from "./middleware/command.js";
import { memberAt } from "./pagination/member.js";
import { nextTokenOf } from "./pagination/next-token.js";
import { walkPages, type TokenPage, type Walk } from "./pagination/walk-pages.js";
import type { WatchOptions } from "./watch-executors-options.js";

const LIST = "ListExecutors";
const STATUS = "GetSessionStatus";

/** The executors on a page, and where it leads. */
export type WatchedPage = TokenPage<readonly ExecutorSummary[]>;

type PageWalk = Walk<readonly ExecutorSummary[]>;

/** What a watch asks the service for. {@link SessionGone} is thrown where there is no such session. */
export class WatchedSession {
  readonly #options: WatchOptions;
  readonly #reporter: Reporter;
  readonly #listing: CallSeries;
  readonly #status: CallSeries;

  constructor(options: WatchOptions, left: AbortSignal, reporter: Reporter) {
    this.#options = options;
    this.#reporter = reporter;
    // A watch may go on for days, and its client be changed meanwhile: every call is to see it as it is.
    const series = { sharesHandler: false, signals: [options.signal, left], reporter };
    this.#listing = new CallSeries(options.call, { operation: LIST, ...series });
    this.#status = new CallSeries(options.call, { operation: STATUS, ...series });
  }

  /** The executors in this state, or all of them, page by page. */
  list(state?: ExecutorState): AsyncGenerator<WatchedPage, void, undefined> {
    return walkPages({
      startingToken: undefined,
      ...this.#restartable((token) => this.#page(state, token)),
      repeatedToken: (token, pages) => new RepeatedTokenError(LIST, pages, token),
    });
  }

  /** Whether the session has ended. One that is degraded or terminating has not. */
  async hasEnded(): Promise<boolean> {
    const command = new GetSessionStatusCommand({ SessionId: this.#options.sessionId });
    const output = await this.#fetch(this.#status, command, undefined);
    const state = memberAt(STATUS, output, "Status.State") ?? undefined;
    if (state === undefined || typeof state === "string") return state === "TERMINATED" || state === "FAILED";
    throw new UnexpectedResponseError(STATUS, "Status.State", "a string", state);
  }

  /**
   * A token that the service no longer takes begins the listing anew, provided that it had come further than the time
   * before: tokens that die faster than pages are read lead nowhere.
   */
  #restartable(fetch: PageWalk["fetch"]): Pick<PageWalk, "fetch" | "restart"> {
    let pages = 0;
    let mostPages = 0;
    return {
      fetch: async (token) => {
        const page = await fetch(token);
        pages += 1;
        return page;
      },
      restart: (error) => {
        if (!isInvalidRequest(error) || pages <= mostPages) return false;
        mostPages = pages;
        pages = 0;
        this.#reporter.restart(error);
        return true;
      },
    };
  }

  async #page(state: ExecutorState | undefined, token: string | undefined): Promise<WatchedPage> {
    const { sessionId, pageSize } = this.#options;
    const command = new ListExecutorsCommand({
      SessionId: sessionId,
      MaxResults: pageSize,
      ...(state !== undefined && { ExecutorStateFilter: state }),
      ...(token !== undefined && { NextToken: token }),
    });
    const answer = (await this.#fetch(this.#listing, command, token)) as ListExecutorsCommandOutput;
    const output = executorsOnPage(answer.ExecutorsSummary);
    return { output, token, nextToken: nextTokenOf(LIST, "NextToken", answer.NextToken) };
  }

  async #fetch(calls: CallSeries, command: Command, token: string | undefined): Promise<object> {
    try {
      return await calls.send(command);
    } catch (error) {
      if (this.#options.signal?.aborted === true) throw error;
      throw isSessionGone(error, token) ? new SessionGone(error) : error;
    }
  }
}
