import { TokenHistory } from "./token-history.js";

/** An answer of the service, and the token of the page after it. */
export interface TokenPage<Output> {
  readonly output: Output;
  /** `undefined` on the last page. */
  readonly nextToken: string | undefined;
}

/** How to walk through a listing. */
export interface Walk<Output> {
  /** Asks for the page of this token, or for the first one. */
  readonly fetch: (token: string | undefined) => Promise<TokenPage<Output>>;
  readonly startingToken: string | undefined;
  /** What to throw when a token comes back. */
  readonly repeatedToken: (token: string, pages: number) => Error;
}

/**
 * Drives the token loop: asks for a page, gives it out, asks for the one that its token leads to. It trusts the token
 * alone: an empty page with a token goes on, a full page without one ends.
 */
export async function* walkPages<Output>(walk: Walk<Output>): AsyncGenerator<TokenPage<Output>, void, undefined> {
  const history = new TokenHistory();
  let token = walk.startingToken;
  let pages = 0;
  do {
    if (token !== undefined && !history.add(token)) throw walk.repeatedToken(token, pages);
    const page = await walk.fetch(token);
    pages += 1;
    yield page;
    token = page.nextToken;
  } while (token !== undefined);
}
