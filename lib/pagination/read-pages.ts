import type { EndReason } from "../events/pagination-event.js";
import type { Reporter } from "../events/reporter.js";
import { walkPages, type TokenPage } from "./walk-pages.js";

/** What a listing makes of the items of one page. */
export interface Reading<Item> {
  /** How many items the service sent. */
  readonly received: number;
  /** The items to hand on. */
  readonly items: readonly Item[];
  /** Why nothing after these items is wanted, where that is so: a reason to end, or an error to end with. */
  readonly stop?: { readonly reason: EndReason } | { readonly error: Error } | undefined;
}

/** A page as it is handed on. */
export interface ReadPage<Output, Item> {
  readonly output: Output;
  readonly items: readonly Item[];
  /** Leads on from this page; `undefined` on the last one, also where it was cut. */
  readonly nextToken: string | undefined;
}

/** What one iteration reads, and how. */
export interface Listing<Output, Item> {
  /** Asks for a page. `wanted` is how many more items there is use for, `Infinity` without a limit. */
  readonly fetch: (token: string | undefined, wanted: number) => Promise<TokenPage<Output>>;
  readonly read: (output: Output) => Reading<Item>;
  readonly startingToken: string | undefined;
  readonly maxItems: number;
  readonly repeatedToken: (token: string, pages: number) => Error;
}

/** Reads the pages of a listing until it ends or no more of it is wanted, and returns why it ended. */
export async function* readPages<Output, Item>(
  listing: Listing<Output, Item>,
  reporter: Reporter,
): AsyncGenerator<ReadPage<Output, Item>, EndReason, undefined> {
  const { startingToken, repeatedToken } = listing;
  let wanted = listing.maxItems;
  if (wanted === 0) return "maxItems";
  const fetch = (token: string | undefined): Promise<TokenPage<Output>> => listing.fetch(token, wanted);
  for await (const { output, nextToken } of walkPages({ fetch, startingToken, repeatedToken })) {
    const { received, items: found, stop } = listing.read(output);
    const items = found.length > wanted ? found.slice(0, wanted) : found;
    const isCut = stop !== undefined || items.length < found.length;
    wanted -= items.length;
    reporter.page(received, items.length);
    if (stop === undefined || !("error" in stop) || items.length > 0) {
      yield { output, items, nextToken: isCut ? undefined : nextToken };
    }
    if (wanted === 0 && (isCut || nextToken !== undefined)) return "maxItems";
    if (stop !== undefined) return endOf(stop);
  }
  return "complete";
}

function endOf(stop: NonNullable<Reading<never>["stop"]>): EndReason {
  if ("error" in stop) throw stop.error;
  return stop.reason;
}
