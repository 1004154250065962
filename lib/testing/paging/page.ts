import { readPageToken, writePageToken } from "./page-token.js";

/** What can be paged: an array, or anything that makes its items on demand. */
export interface Sliceable<Item> {
  readonly length: number;
  slice(start: number, end: number): readonly Item[];
}

export interface PageRequest {
  readonly MaxResults: number | undefined;
  readonly NextToken: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly NextToken: string | undefined;
}

/** The page size without `MaxResults`: the maximum. The service's own default is not documented. */
const defaultPageSize = 100;

/** Cuts one page out of a list. An empty `NextToken` asks for the first page, as an absent one does. */
export function page<Item>(
  list: Sliceable<Item>,
  scope: string,
  request: PageRequest,
  tokenOnFullPage: boolean,
): Page<Item> {
  const { MaxResults: size = defaultPageSize, NextToken: token = "" } = request;
  const start = token === "" ? 0 : readPageToken(scope, token);
  const items = list.slice(start, start + size);
  const end = start + items.length;
  const hasToken = end < list.length || (tokenOnFullPage && items.length === size);
  return { items, NextToken: hasToken ? writePageToken(scope, end) : undefined };
}
