import type { EndReason } from "../events/pagination-event.js";
import type { Reporter } from "../events/reporter.js";
import { walkPages, type Progress, type TokenPage, type Walk, type WalkedPage } from "./walk-pages.js";

/** The items of one page, as the listing reads them. */
export interface Reading<Item> extends Progress {
  /** Number of items that the service sent. */
  readonly received: number;
  /** The items for the consumer. */
  readonly items: readonly Item[];
  /** A reason to end after these items, or an error to end with. */
  readonly stop?: { readonly reason: EndReason } | { readonly error: Error } | undefined;
}

/** A page for the consumer. */
export interface ReadPage<Output, Found extends Reading<unknown>> extends WalkedPage<Output, Found> {
  /** The items for the consumer. */
  readonly items: Found["items"];
  /** Whether the page was truncated: it held more, or nothing after it is wanted. */
  readonly isCut: boolean;
}

/** One listing: how its pages are fetched and read. */
export interface Listing<Output, Found extends Reading<unknown>> extends Omit<Walk<Output, Found>, "fetch"> {
  /** Asks for a page. `wanted` is the number of items still needed, `Infinity` without a limit. */
  readonly fetch: (token: string | undefined, wanted: number) => Promise<TokenPage<Output>>;
  readonly maxItems: number;
}

/** Reads the pages of a listing until it ends or no more of it is wanted, and returns why it ended. */
export async function* readPages<Output, Found extends Reading<unknown>>(
  listing: Listing<Output, Found>,
  reporter: Reporter,
): AsyncGenerator<ReadPage<Output, Found>, EndReason, undefined> {
  let wanted = listing.maxItems;
  if (wanted === 0) return "maxItems";
  const fetch = (token: string | undefined): Promise<TokenPage<Output>> => listing.fetch(token, wanted);
  for await (const { source, found } of walkPages({ ...listing, fetch })) {
    const { received, stop } = found;
    const items = found.items.length > wanted ? found.items.slice(0, wanted) : found.items;
    const isCut = stop !== undefined || items.length < found.items.length;
    wanted -= items.length;
    reporter.page(received, items.length);
    // A page without items before an error is not yielded.
    if (stop === undefined || "reason" in stop || items.length > 0) yield { source, found, items, isCut };
    if (wanted === 0 && (isCut || source.nextToken !== undefined)) return "maxItems";
    if (stop !== undefined) return endOf(stop);
  }
  return "complete";
}

function endOf(stop: NonNullable<Reading<unknown>["stop"]>): EndReason {
  if ("error" in stop) throw stop.error;
  return stop.reason;
}
