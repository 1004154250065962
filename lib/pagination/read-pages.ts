import type { EndReason } from "../events/pagination-event.js";
import type { Reporter } from "../events/reporter.js";
import { walkPages, type TokenPage, type Walk } from "./walk-pages.js";

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
export interface ReadPage<Output, Found extends Reading<unknown>> {
  /** The answer that it is made of. */
  readonly source: TokenPage<Output>;
  readonly reading: Found;
  /** The items that are handed on. */
  readonly items: Found["items"];
  /** Whether there was more on the page, or nothing after it is wanted. */
  readonly isCut: boolean;
}

/** What one iteration reads, and how. */
export interface Listing<Output, Found extends Reading<unknown>> extends Omit<Walk<Output>, "fetch"> {
  /** Asks for a page. `wanted` is how many more items there is use for, `Infinity` without a limit. */
  readonly fetch: (token: string | undefined, wanted: number) => Promise<TokenPage<Output>>;
  readonly read: (page: TokenPage<Output>) => Found;
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
  for await (const page of walkPages({ ...listing, fetch })) {
    const reading = listing.read(page);
    const { received, items: found, stop } = reading;
    const items = found.length > wanted ? found.slice(0, wanted) : found;
    const isCut = stop !== undefined || items.length < found.length;
    wanted -= items.length;
    reporter.page(received, items.length);
    // Where an error comes first, there is no page to hand on.
    if (stop === undefined || "reason" in stop || items.length > 0) yield { source: page, reading, items, isCut };
    if (wanted === 0 && (isCut || page.nextToken !== undefined)) return "maxItems";
    if (stop !== undefined) return endOf(stop);
  }
  return "complete";
}

function endOf(stop: NonNullable<Reading<unknown>["stop"]>): EndReason {
  if ("error" in stop) throw stop.error;
  return stop.reason;
}
