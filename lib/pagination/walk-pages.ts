import { RecentIds } from "../common/recent-ids.js";
import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import { TokenHistory } from "./token-history.js";

/** Number of pages in a row that may hold nothing but items seen before. */
const MOST_REPEATS = 1000;

/** Minimum number of ids to remember during a listing. */
const REMEMBERED_IDS = 10_000;

/** An answer of the service, and the token of the page after it. */
export interface TokenPage<Output> {
  readonly output: Output;
  /** Token of the next page; `undefined` on the last page. */
  readonly nextToken: string | undefined;
}

/** Whether a page brings a listing forward. */
export interface Progress {
  /** Whether items were examined that had not been seen before. */
  readonly hasUnseen: boolean;
  /** Whether the page is not empty and holds only items seen before. */
  readonly isRepeat: boolean;
}

/** The progress of pages whose items have no ids. */
export const UNKNOWN_PROGRESS: Progress = { hasUnseen: true, isRepeat: false };

/** A page that was read. */
export interface WalkedPage<Output, Found> {
  /** The answer of the service. */
  readonly source: TokenPage<Output>;
  /** The result of reading it. */
  readonly found: Found;
}

/** How to walk through a listing. */
export interface Walk<Output, Found extends Progress> {
  /** Asks for the page of this token, or for the first one. */
  readonly fetch: (token: string | undefined) => Promise<TokenPage<Output>>;
  readonly read: (page: TokenPage<Output>) => Found;
  /** Prepares for a restart after the service refused one of its own tokens, or returns `false`. */
  readonly restart: (error: unknown) => boolean;
  readonly startingToken: string | undefined;
  /** Returns the error for a listing that leads back to earlier pages, or `undefined` to end there. */
  readonly repeatedToken: (token: string, pages: number) => Error | undefined;
}

/**
 * Follows page tokens until there is none. Only the token counts: an empty page with a token continues, a full page
 * without one is the last. A listing that leads back to earlier pages ends with an error.
 *
 * If the service refuses one of its own tokens, the listing restarts with the first page, provided that the last
 * restart led to something unseen. Otherwise tokens expire faster than pages are read, and the listing would loop.
 */
export async function* walkPages<Output, Found extends Progress>(
  walk: Walk<Output, Found>,
): AsyncGenerator<WalkedPage<Output, Found>, void, undefined> {
  let history = new TokenHistory();
  let token = walk.startingToken;
  let pages = 0;
  let repeats = 0;
  let hasLedOn = true;
  do {
    const isCircle = token !== undefined && (!history.add(token) || repeats >= MOST_REPEATS);
    if (token !== undefined && isCircle) {
      const error = walk.repeatedToken(token, pages);
      if (error === undefined) return;
      throw error;
    }
    const source = await walk.fetch(token).catch((error: unknown) => {
      if (pages === 0 || !hasLedOn || !walk.restart(error)) throw error;
      hasLedOn = false;
      history = new TokenHistory();
      // The pages that are now read again do not count.
      repeats = -pages;
      return walk.fetch(undefined);
    });
    pages += 1;
    const found = walk.read(source);
    if (found.isRepeat) repeats += 1;
    if (found.hasUnseen) {
      hasLedOn = true;
      repeats = Math.min(repeats, 0);
    }
    yield { source, found };
    token = source.nextToken;
  } while (token !== undefined);
}

/** A listing of items that have ids. */
export interface IdentifiedListing<Output> {
  readonly operation: string;
  readonly fetch: (token: string | undefined) => Promise<TokenPage<Output>>;
  /** Returns the ids of the items on a page. */
  readonly idsOf: (output: Output) => readonly string[];
  /** Prepares for a restart after the service refused one of its own tokens, or returns `false`. */
  readonly restart: (error: unknown) => boolean;
}

/** Reads a listing page by page, in the service's order. Ids show whether a page brings it forward. */
export function walkIdentified<Output>({
  operation,
  fetch,
  idsOf,
  restart,
}: IdentifiedListing<Output>): AsyncGenerator<WalkedPage<Output, Progress>, void, undefined> {
  const known = new RecentIds(REMEMBERED_IDS);
  return walkPages({
    startingToken: undefined,
    fetch,
    read: ({ output }) => {
      const ids = idsOf(output);
      const { count } = known;
      for (const id of ids) known.add(id);
      const hasUnseen = known.count > count;
      return { hasUnseen, isRepeat: ids.length > 0 && !hasUnseen };
    },
    restart,
    repeatedToken: (token, pages) => new RepeatedTokenError(operation, pages, token),
  });
}
