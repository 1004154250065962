import type { AthenaClient, ExecutorsSummary, ListExecutorsCommandOutput } from "@aws-sdk/client-athena";
import { PAGE_SIZE } from "../service/session.js";

/** Receives an executor. */
export type Take = (executor: ExecutorsSummary) => void;

/** Keeps the consumer busy after as many executors as fit on a page. */
export type Rest = () => Promise<unknown>;

/** A way to list all executors of a session. */
export interface Way {
  readonly name: string;
  /** Retry mode of the client. Default: `"standard"`, the default of the SDK. */
  readonly retryMode?: "standard" | "adaptive";
  readonly list: (client: AthenaClient, SessionId: string, take: Take, rest?: Rest) => Promise<void>;
}

type Listing<T> = (client: AthenaClient, SessionId: string) => AsyncIterable<T>;

/** Creates a listing that reads pages. */
export function pageByPage(pages: Listing<Pick<ListExecutorsCommandOutput, "ExecutorsSummary">>): Way["list"] {
  return async (client, SessionId, take, rest) => {
    for await (const { ExecutorsSummary = [] } of pages(client, SessionId)) {
      for (const executor of ExecutorsSummary) take(executor);
      if (rest !== undefined) await rest();
    }
  };
}

/** Creates a listing that reads executors one by one. */
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
