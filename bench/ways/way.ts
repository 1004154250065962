import type { AthenaClient, ExecutorsSummary, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import { PAGE_SIZE } from "../service/session.js";

/** What the consumer does with an executor. */
export type Take = (executor: ExecutorsSummary) => void;

/** How long the consumer is busy after every page's worth of executors. */
export type Rest = () => Promise<unknown>;

/** One way to have all executors of a session taken. */
export interface Way {
  readonly name: string;
  /** Of the client that it is used with. Default: the SDK's, `"standard"`. */
  readonly retryMode?: "standard" | "adaptive";
  readonly list: (client: AthenaClient, SessionId: string, take: Take, rest?: Rest) => Promise<void>;
}

type Listing<T> = (client: AthenaClient, SessionId: string) => AsyncIterable<T>;

/** Takes what comes page by page. */
export function pageByPage(pages: Listing<Pick<ListExecutorsCommandOutput, "ExecutorsSummary">>): Way["list"] {
  return async (client, SessionId, take, rest) => {
    for await (const { ExecutorsSummary = [] } of pages(client, SessionId)) {
      for (const executor of ExecutorsSummary) take(executor);
      if (rest !== undefined) await rest();
    }
  };
}

/** Takes what comes executor by executor. */
export function oneByOne(executors: Listing<ExecutorsSummary>): Way["list"] {
  return async (client, SessionId, take, rest) => {
    let taken = 0;
    for await (const executor of executors(client, SessionId)) {
      take(executor);
      taken += 1;
      if (rest !== undefined && taken % PAGE_SIZE === 0) await rest();
    }
  };
}
