import { TokenHistory } from "./token-history.js";

/** An answer of the service, and the token of the page after it. */
export interface TokenPage<Output> {
  readonly output: Output;
  /** The token that led here; `undefined` on the first page. */
  readonly token: string | undefined;
  /** The token that leads on; `undefined` on the last page. */
  readonly nextToken: string | undefined;
}

/** How to walk through a listing. */
export interface Walk<Output> {
  /** Asks for the page of this token, or for the first one. */
  readonly fetch: (token: string | undefined) => Promise<TokenPage<Output>>;
  /** The service refused a token of its own: prepares for the listing to be read anew, or says `false`. */
  readonly restart: (error: unknown) => boolean;
  readonly startingToken: string | undefined;
  /** What to throw when a token comes back; `undefined` where that is how the listing ends. */
  readonly repeatedToken: (token: string, pages: number) => Error | undefined;
}

/**
 * Drives the token loop: asks for a page, gives it out, asks for the one that its token leads to. It trusts the token
 * alone: an empty page with a token goes on, a full page without one ends. A token that comes back is an error; one
 * that the service no longer takes may begin the listing anew.
 */
export async function* walkPages<Output>(walk: Walk<Output>): AsyncGenerator<TokenPage<Output>, void, undefined> {
  let history = new TokenHistory();
  let token = walk.startingToken;
  let pages = 0;
  do {
    if (token !== undefined && !history.add(token)) {
      const error = walk.repeatedToken(token, pages);
      if (error === undefined) return;
      throw error;
    }
    const page = await walk.fetch(token).catch((error: unknown) => {
      if (token === undefined || !walk.restart(error)) throw error;
      history = new TokenHistory();
      return walk.fetch(undefined);
    });
    pages += 1;
    yield page;
    token = page.nextToken;
  } while (token !== undefined);
}
